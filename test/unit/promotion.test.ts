import { balancesOf } from '../../domain/fund/fund.rules';
import * as play from '../factories/round-play';
import { World } from '../factories/world';

const A = play.projectId(1);
const B = play.projectId(2);
const C = play.projectId(3);

/** A is awarded, B and C wait. */
function decided(): World {
  const world = play.openRound(new World());
  for (const id of [A, B, C]) play.toDecision(world, id);
  play.decide(world, { [A]: 3_000_000 }, { [B]: 3_000_000, [C]: 3_000_000 });
  return world;
}

/** B leaves the waitlist at the moment it is promoted: both messages are on their way. */
function crossing(): World {
  const world = decided();
  world.send('project', A, 'decline', { reason: '放弃' }, play.APPLICANT);
  world.deliver(0);
  world.send('project', B, 'withdraw', { reason: '撤回' }, play.APPLICANT);
  return world;
}

const expectPromotedOnce = (world: World): void => {
  world.settle();
  expect(world.project(C)).toMatchObject({ stage: 'notice', award: { amountFen: 3_000_000 } });
  expect(world.round(play.ROUND).promotions.map(({ projectId }) => projectId)).toEqual([B, C]);
  expect(balancesOf(world.fund(play.FUND))).toMatchObject({ reservedFen: 3_000_000 });
};

describe('a promotion that finds its project gone', () => {
  it('passes to the next in line when it comes back, and the money is freed once', () => {
    const world = crossing();
    expect(world.letters.map(({ message }) => message.type)).toEqual(['promote', 'leaveWaitlist']);
    world.deliver(0);
    expectPromotedOnce(world);
  });

  it('passes to the next in line when the word that it has left comes instead', () => {
    const world = crossing();
    world.letters.splice(0, 1);
    expectPromotedOnce(world);
  });

  it('passes to the next in line once, whichever of the two comes first', () => {
    const world = crossing();
    world.deliver(1);
    expectPromotedOnce(world);
  });
});

describe('a decision that many had left before it was told', () => {
  it('promotes everybody whom the freed money reaches, however many they are', () => {
    const count = 120;
    const world = play.openRound(new World(), 30_000_000);
    const ids = Array.from({ length: count * 2 }, (_, index) => play.projectId(index + 1));
    for (const id of ids) play.toDecision(world, id, 100_000);
    const [awarded, waiting] = [ids.slice(0, count), ids.slice(count)];
    for (const id of awarded) world.send('project', id, 'withdraw', { reason: '撤回' }, play.APPLICANT);
    const amounts = (list: string[]) => Object.fromEntries(list.map((id) => [id, 100_000]));
    play.decide(world, amounts(awarded), amounts(waiting));
    expect(world.round(play.ROUND)).toMatchObject({ waitlist: [], pool: { [play.FUND]: 0 } });
    expect(waiting.map((id) => world.project(id).stage)).toEqual(waiting.map(() => 'notice'));
  });
});
