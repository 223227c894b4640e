import * as play from '../factories/round-play';
import { actorOf, World } from '../factories/world';

const ID = play.projectId(1);
const [CONFLICTED, ...OTHERS] = play.REVIEWERS as [string, ...string[]];
const panel = (reserveIds: string[]) => ({
  stageKey: 'desk',
  panelId: 'pan_1',
  chairId: CONFLICTED,
  reviewerIds: play.REVIEWERS,
  reserveIds,
});

/** A review that nobody has scored, with one reviewer recused and no reserve left: void by its deadline. */
function voided(): World {
  const world = play.openRound(new World());
  play.submit(world, ID);
  play.screen(world, ID);
  world.send('project', ID, 'assignPanel', panel([]));
  world.send(
    'project',
    ID,
    'declareConflict',
    { stageKey: 'desk', conflict: true, reason: '曾任理事' },
    actorOf(CONFLICTED, 'reviewer'),
  );
  world.passDeadline('project', ID);
  return world;
}

const statusesOf = (world: World): Record<string, string> =>
  Object.fromEntries(
    (world.project(ID).assessments[0]?.seats ?? []).map(({ reviewerId, status }) => [reviewerId, status]),
  );

describe('a conflict of interest', () => {
  it('outlasts the panel it was declared on: the next one seats a reserve instead', () => {
    const world = voided();
    world.send('project', ID, 'assignPanel', panel(['usr_reserve', 'usr_second']));
    expect(statusesOf(world)).toEqual({
      [CONFLICTED]: 'recused',
      ...Object.fromEntries([...OTHERS, 'usr_reserve'].map((reviewerId) => [reviewerId, 'invited'])),
    });
    expect(world.project(ID).assessments[0]?.reserves).toEqual(['usr_second']);
  });

  it('leaves a seat empty where there is no reserve', () => {
    const world = voided();
    world.send('project', ID, 'assignPanel', panel([]));
    expect(statusesOf(world)).toEqual({
      [CONFLICTED]: 'recused',
      ...Object.fromEntries(OTHERS.map((reviewerId) => [reviewerId, 'invited'])),
    });
  });
});
