import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { HistoryCost } from '../../scripts/bench/history-cost';
import { prepareLifecycles, type LifecycleCost } from '../../scripts/bench/lifecycle-cost';
import { openStage, type Stage } from '../../scripts/bench/stage';
import { migrate } from '../../store/migrate';
import budget from './budget.json';

/**
 * The most that a lifecycle may cost. What varies between plays: a workflow task more where a message comes in just
 * after another one, or where a workflow's last task is done again (decision 0014); bytes with instants' digits.
 */
const BUDGET: Record<keyof LifecycleCost, Pick<HistoryCost, 'events' | 'actions' | 'bytes'>> = budget;
/** Below this share of its budget a count says that the budget is out of date. */
const LEAST_SHARE = 0.9;

/** What is wrong with a count, as a person would say it; null where it is within its budget. */
function judge(name: string, counted: number, allowed: number): string | null {
  if (counted > allowed)
    return `${name}: ${counted}, which is ${counted - allowed} above its budget of ${allowed}`;
  if (counted < allowed * LEAST_SHARE) return `${name}: ${counted}, far below ${allowed}: lower the budget`;
  return null;
}

const judgeAll = (cost: LifecycleCost): (string | null)[] =>
  (Object.keys(BUDGET) as (keyof LifecycleCost)[]).flatMap((part) =>
    (['events', 'actions', 'bytes'] as const).map((unit) =>
      judge(`${part} ${unit}`, cost[part][unit], BUDGET[part][unit]),
    ),
  );

/** Ten seconds on a machine of its own; several runs at once on two cores take a multiple of that. */
jest.setTimeout(180_000);

describe('the cost of a project from submission to closing', () => {
  let stage: Stage;
  let lifecycles: Awaited<ReturnType<typeof prepareLifecycles>>;
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
    stage = await openStage({
      temporalAddress: process.env.TEST_TEMPORAL_ADDRESS ?? '',
      namespace: 'default',
      mongodbUri: process.env.TEST_MONGODB_URI ?? '',
    });
    await migrate(stage.store);
    const codePath = join(process.env.TEST_DIST ?? '', 'workflow-bundle.js');
    lifecycles = await prepareLifecycles(stage, { codePath });
  });
  afterAll(async () => {
    await stage.store.db.dropDatabase();
    await stage.end();
  });

  it('stays within its budget of events, actions and bytes, one run a workflow', async () => {
    const cost = await lifecycles.play('cost', 1);
    expect(judgeAll(cost).filter((fault) => fault !== null)).toEqual([]);
    expect([cost.project.runs, cost.payments.runs, cost.round.runs, cost.fund.runs]).toEqual([1, 3, 1, 1]);
  });

  it('adds nothing to a history by a command that is refused, and six events by one that is taken', async () => {
    const detours = await lifecycles.playDetours('ways');
    const costOf = (en: string) => detours.find((detour) => detour.en === en)?.cost.events;
    expect(costOf('a refused command')).toBe(0);
    expect(costOf('a command alone')).toBe(6);
  });
});

describe('the judgement of a count', () => {
  it('says by how much a budget is exceeded', () => {
    expect(judge('project events', 310, 300)).toBe(
      'project events: 310, which is 10 above its budget of 300',
    );
  });

  it('asks for a lower budget where a count is far below it', () => {
    expect(judge('project events', 200, 300)).toBe('project events: 200, far below 300: lower the budget');
    expect(judge('project events', 290, 300)).toBeNull();
  });
});
