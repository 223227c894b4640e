import type { Client } from '@temporalio/client';
import type { Store } from '../../store/connect';
import type { Deps } from '../deps';

/** A worker with nothing to do asks again once a minute; one not heard of for longer is gone. */
const SEEN_WITHIN_MS = 75_000;
const WORKFLOW_QUEUE = 1;
const RPC_WITHIN_MS = 2_500;

interface Seconds {
  seconds?: unknown;
}

const toMs = (time: Seconds | null | undefined): number => Number(time?.seconds ?? 0) * 1000;

/** What the API cannot work without, each asked directly. */
export function readinessOf(client: Client, store: Store, taskQueue: string): Deps['readiness'] {
  const { workflowService } = client.connection;
  const within = <Answer>(ask: () => Promise<Answer>): Promise<Answer> =>
    client.connection.withDeadline(Date.now() + RPC_WITHIN_MS, ask);
  return {
    temporal: async () => {
      const { namespace } = client.options;
      await within(() => workflowService.describeNamespace({ namespace }));
    },
    store: () => store.ping(),
    worker: async () => {
      const { namespace } = client.options;
      const { pollers } = await within(() =>
        workflowService.describeTaskQueue({
          namespace,
          taskQueue: { name: taskQueue },
          taskQueueType: WORKFLOW_QUEUE,
        }),
      );
      const seen = pollers.map(({ lastAccessTime }) => toMs(lastAccessTime as Seconds | null));
      if (!seen.some((at) => at > Date.now() - SEEN_WITHIN_MS)) throw new Error('no worker polls');
    },
  };
}
