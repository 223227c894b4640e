import type { CalendarYear } from '../../contracts/calendar';
import { fromInstantText, toInstantText } from '../../domain/instant';
import {
  decide,
  MANAGER,
  openRound,
  projectId,
  ROUND,
  screen,
  sign,
  submit,
  toDecision,
} from '../factories/round-play';
import { actorOf, World } from '../factories/world';

const ID = projectId(1);
const SYSTEM = actorOf('round', 'admin');
/** New Year's Day is a Friday in 2027; this notice of the test also works the Sunday after it. */
const DAYS: CalendarYear = { notice: '测试通知〔2026〕1 号', off: ['01-01'], work: ['01-03'] };

const at = (text: string): string => toInstantText(fromInstantText(text));
const endOf = (date: string): string => at(`${date}T23:59:59.999+08:00`);

/** A round of late 2026, whose deadlines reach into a year that nobody has published. */
function lateRound(): World {
  const world = openRound(new World(fromInstantText('2026-03-02T09:00:00+08:00')));
  submit(world, ID);
  world.nowMs = fromInstantText('2026-12-30T10:00:00+08:00');
  return world;
}

const adopt = (world: World, days = DAYS): void =>
  void world.send('project', ID, 'adoptCalendar', { year: '2027', days }, SYSTEM);
const correction = (world: World) => world.project(ID).deadlines.find(({ key }) => key === 'correction');

describe('a deadline beyond the last published year', () => {
  it('is provisional, and certain once the year is imported', () => {
    const world = lateRound();
    screen(world, ID, 'return');
    expect(correction(world)).toMatchObject({ dueAt: endOf('2027-01-04'), provisional: true });
    adopt(world);
    // 31 December, Sunday 3 January, Monday 4 January.
    expect(correction(world)).toMatchObject({ dueAt: endOf('2027-01-04'), provisional: false });
    adopt(world, { ...DAYS, work: [] });
    expect(correction(world)).toMatchObject({ dueAt: endOf('2027-01-05'), provisional: false });
  });

  it('says in its fact when it was due before, and by which notice it moved', () => {
    const world = lateRound();
    screen(world, ID, 'return');
    const before = correction(world)?.dueAt;
    adopt(world, { ...DAYS, work: [] });
    expect(world.ledger.get(`project:${ID}`)?.at(-1)).toMatchObject({
      type: 'deadlineReckoned',
      data: { from: before, year: '2027', notice: DAYS.notice },
    });
  });

  it('once certain, moves later by a corrected notice and never nearer', () => {
    const world = lateRound();
    screen(world, ID, 'return');
    adopt(world, { ...DAYS, work: [] });
    adopt(world);
    expect(correction(world)?.dueAt).toBe(endOf('2027-01-05'));
  });

  it('that a person has extended is no longer reckoned', () => {
    const world = lateRound();
    screen(world, ID, 'return');
    const dueAt = '2027-02-01T18:00:00+08:00';
    world.send('project', ID, 'extend', { deadline: 'correction', dueAt, reason: '春节' }, MANAGER);
    adopt(world);
    expect(correction(world)).toEqual({
      key: 'correction',
      dueAt: at(dueAt),
      provisional: false,
      remindAt: [at('2027-01-25T09:00:00+08:00'), at('2027-01-29T09:00:00+08:00')],
    });
  });

  it('keeps the time that a suspension added', () => {
    const world = lateRound();
    screen(world, ID, 'return');
    world.send('project', ID, 'suspend', { reason: '核查' }, MANAGER);
    world.nowMs += 7_200_000;
    world.send('project', ID, 'resume', { reason: '核查完毕' }, MANAGER);
    adopt(world, { ...DAYS, work: [] });
    expect(correction(world)?.dueAt).toBe(at('2027-01-06T01:59:59.999+08:00'));
  });
});

it('a deadline within published years stays as it is, without a fact', () => {
  const world = openRound(new World());
  submit(world, ID);
  screen(world, ID, 'return');
  const { version } = world.project(ID);
  adopt(world);
  expect(world.project(ID).version).toBe(version);
});

it('what a project does after the import is reckoned by the new year', () => {
  const world = lateRound();
  adopt(world, { ...DAYS, work: [] });
  screen(world, ID, 'return');
  expect(correction(world)).toMatchObject({ dueAt: endOf('2027-01-05'), provisional: false });
});

it('a round that adopts a year tells its projects, and a tranche under way tells its payment', () => {
  const world = openRound(new World());
  toDecision(world, ID);
  decide(world, { [ID]: 3_000_000 });
  world.nowMs = fromInstantText('2026-12-30T10:00:00+08:00');
  world.passDeadline('project', ID);
  sign(world, ID);
  const paymentId = world.project(ID).tranches[0]?.paymentId ?? '';
  expect(world.payment(paymentId).payBy?.provisional).toBe(true);
  world.send('round', ROUND, 'adoptCalendar', { year: '2027', days: DAYS }, SYSTEM);
  world.settle();
  expect(world.round(ROUND).fanOuts).toEqual([]);
  expect(world.payment(paymentId).payBy).toMatchObject({ provisional: false, remindAt: expect.any(Array) });
});

it('extending a tranche moves the date of its payment', () => {
  const world = openRound(new World());
  toDecision(world, ID);
  decide(world, { [ID]: 3_000_000 });
  world.passDeadline('project', ID);
  sign(world, ID);
  const paymentId = world.project(ID).tranches[0]?.paymentId ?? '';
  const dueAt = '2026-09-01T18:00:00+08:00';
  world.send('project', ID, 'extend', { deadline: 'tranche:first', dueAt, reason: '账户变更' }, MANAGER);
  world.settle();
  expect(world.payment(paymentId).payBy?.dueAt).toBe(at(dueAt));
});
