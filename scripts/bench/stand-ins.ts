import type { Client } from '@temporalio/client';
import type { ProgrammeDefinition } from '../../contracts/programme';
import type { FanOut } from '../../domain/round/round.state';

/** One line of a round's decision, as it is carried to its project. */
export interface DecisionLine {
  projectId: string;
  amountFen: number;
  fundId: string;
}

/** What the played rounds' activities answer from: filled by the player before it decides. */
export interface StandInWorld {
  projectIds: Map<string, string[]>;
  decisionLines: Map<string, DecisionLine[]>;
}

/** As many reviewers as a stage of the programme asks for. */
export const reviewersOf = ({ reviewers }: { reviewers: number }): string[] =>
  Array.from({ length: reviewers }, (_, index) => `usr_reviewer_${index + 1}`);

export const AGREEMENT_SHA256 = 'c'.repeat(64);

/**
 * The look-ups and documents around a lifecycle, answered at once and always alike: a history carries what an activity
 * answers and not what it took to find out, so the counts are those of the real ones. Recording facts is the real thing.
 */
export function createStandIns(client: Client, world: StandInWorld, definition: ProgrammeDefinition) {
  const deliver = (order: FanOut, projectId: string, payload: object): Promise<void> => {
    const id = `${order.key}:${projectId}`;
    const actor = { userId: 'round', roles: ['system'] };
    return client.workflow
      .getHandle(`project:${projectId}`)
      .signal('deliver', { id, hash: id, type: order.type, actor, payload });
  };
  return {
    findPanel: async ({ stageKey }: { stageKey: string }) => {
      const stage = [...definition.reviews, ...definition.evaluations].find(({ key }) => key === stageKey);
      const reviewerIds = reviewersOf(stage ?? { reviewers: 0 });
      return { panelId: 'pan_bench', chairId: reviewerIds[0], reviewerIds, reserveIds: [] };
    },
    drawUpAgreement: async () => ({ documentId: 'agr_bench', sha256: AGREEMENT_SHA256 }),
    fanOut: async (order: FanOut & { roundId: string }) => {
      const lines = world.decisionLines.get(order.roundId) ?? [];
      const ids = world.projectIds.get(order.roundId) ?? [];
      if (order.to.kind === 'decision')
        for (const { projectId, ...line } of lines)
          await deliver(order, projectId, {
            ...order.payload,
            ...line,
            outcome: 'award',
            reason: 'by ranking',
          });
      else for (const projectId of ids) await deliver(order, projectId, order.payload);
      return { reached: ids.length, exceptions: [] };
    },
  };
}
