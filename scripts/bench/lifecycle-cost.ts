import { createRecordActivities } from '../../activities/record-facts';
import { measureDetours, type Detour } from './detours';
import { addCosts, measureHistory, NO_COST, type HistoryCost } from './history-cost';
import { DEFINITION, Lifecycle, type Played } from './lifecycle';
import { Player } from './player';
import type { Stage, Workflows } from './stage';
import { createStandIns, type StandInWorld } from './stand-ins';

/** What a lifecycle's histories came to, by the aggregate that keeps them. */
export type LifecycleCost = Record<'project' | 'payments' | 'round' | 'fund', HistoryCost>;

/** Plays rounds with the real workflows and the real ledger, and counts what they left in the server's histories. */
export async function prepareLifecycles(stage: Stage, workflowBundle: Workflows) {
  const world: StandInWorld = { projectIds: new Map(), decisionLines: new Map() };
  const activities = {
    ...createRecordActivities({ store: stage.store }),
    ...createStandIns(stage.client, world, DEFINITION),
  };
  const taskQueue = await stage.addWorker('engine', { workflowBundle, activities });
  const player = new Player(stage, taskQueue);
  const costOf = async (ids: string[]): Promise<HistoryCost> => {
    const costs = await Promise.all(ids.map((id) => measureHistory(stage.client, id)));
    return costs.reduce(addCosts, NO_COST);
  };
  const measure = async ({ fundId, roundId, projectIds, paymentIds }: Played): Promise<LifecycleCost> => ({
    project: await costOf(projectIds.map((id) => `project:${id}`)),
    payments: await costOf(paymentIds.map((id) => `payment:${id}`)),
    round: await costOf([`round:${roundId}`]),
    fund: await costOf([`fund:${fundId}`]),
  });
  return {
    /** What leaves the straight way, each by itself. */
    playDetours: (label: string): Promise<Detour[]> =>
      measureDetours(stage.client, player, new Lifecycle(player, world, label)),
    /** One round of so many projects, each under another label than those of other rounds. */
    play: async (label: string, projectCount: number): Promise<LifecycleCost> => {
      const lifecycle = new Lifecycle(player, world, label);
      const played = await lifecycle.play(projectCount);
      const cost = await measure(played);
      await lifecycle.tidy(played);
      return cost;
    },
  };
}
