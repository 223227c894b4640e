import { Context } from '@temporalio/activity';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Command } from '../contracts/fact';
import type { FanOut, RoundDecision } from '../domain/round/round.state';
import type { Store } from '../store/connect';
import { addresseesOf, type Addressee } from './fan-out/addressees';
import { awaitAnswers } from './fan-out/answers';

export interface FanOutActivities {
  fanOut(order: FanOut & { roundId: string }): Promise<FanOutOutcome>;
}

interface FanOutOutcome {
  reached: number;
  /** Of a decision only: the projects that had left before it came. */
  exceptions: RoundDecision['exceptions'];
}

/** How far an earlier attempt of the same message had come: everybody up to this id has it. */
interface Progress extends FanOutOutcome {
  after: string;
}

/** Signals under way at once: as many as the server takes from one client without queueing. */
const BATCH = 25;
const NOTHING_YET: Progress = { after: '', reached: 0, exceptions: [] };

const lastProgress = (): Progress =>
  (Context.current().info.heartbeatDetails as Progress | undefined) ?? NOTHING_YET;

/** The command a project gets; its id is the same in each attempt, so that a project that has it ignores it. */
function commandOf({ key, type, roundId }: FanOut & { roundId: string }, to: Addressee): Command {
  const id = `round:${roundId}:${key}:${to.projectId}`;
  return {
    id,
    hash: id,
    type,
    actor: { userId: `round:${roundId}`, roles: ['system'] },
    payload: to.payload,
  };
}

async function tell(client: Client, command: Command, projectId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(`project:${projectId}`).signal('deliver', command);
    return true;
  } catch (error) {
    // A project that has ended takes no message; any other fault is tried again.
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** Tells many projects one thing, in batches and in the order of their ids; a new attempt goes on where the last one was. */
export const createFanOutActivities = ({
  store,
  client,
}: {
  store: Store;
  client: Client;
}): FanOutActivities => ({
  fanOut: async (order) => {
    let progress = lastProgress();
    const beat = (): void => Context.current().heartbeat(progress);
    const everybody = await addresseesOf(store, order);
    // Finding 10,000 projects takes seconds of the time in which a sign of life is expected.
    beat();
    const left = everybody.filter(({ projectId }) => projectId > progress.after);
    for (let from = 0; from < left.length; from += BATCH) {
      const batch = left.slice(from, from + BATCH);
      const send = (to: Addressee): Promise<boolean> => tell(client, commandOf(order, to), to.projectId);
      await Promise.all(batch.map(send));
      const exceptions =
        order.to.kind === 'decision' ? await awaitAnswers(store, order.to, batch, { send, beat }) : [];
      progress = {
        after: batch.at(-1)?.projectId ?? progress.after,
        reached: progress.reached + batch.length - exceptions.length,
        exceptions: [...progress.exceptions, ...exceptions],
      };
      beat();
    }
    const { reached, exceptions } = progress;
    return { reached, exceptions };
  },
});
