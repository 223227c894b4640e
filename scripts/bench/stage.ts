import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { openStore, type Store } from '../../store/connect';

/** Workflows as code, or as the file that the build made of them. */
export type Workflows = NonNullable<WorkerOptions['workflowBundle']>;

export interface StageOptions {
  temporalAddress: string;
  namespace: string;
  mongodbUri: string;
}

/** Everything a measurement plays on: connections, and a database and task queues that nobody else uses. */
export interface Stage {
  client: Client;
  store: Store;
  /** Part of every id of this run, so that runs on one server do not meet. */
  label: string;
  /** Runs a worker of its own on a queue of its own; it ends with the stage. */
  addWorker(name: string, worker: { workflowBundle: Workflows; activities: object }): Promise<string>;
  /** The data stay; whoever owns the store removes it, or the database alone before this. */
  end(): Promise<void>;
}

export async function openStage({ temporalAddress, namespace, mongodbUri }: StageOptions): Promise<Stage> {
  const label = randomUUID().slice(0, 8);
  const [native, connection, store] = await Promise.all([
    NativeConnection.connect({ address: temporalAddress }),
    Connection.connect({ address: temporalAddress }),
    openStore({ uri: mongodbUri, database: `bench_${label}` }),
  ]);
  const running: { worker: Worker; end: Promise<void> }[] = [];
  return {
    client: new Client({ connection, namespace }),
    store,
    label,
    addWorker: async (name, options) => {
      const taskQueue = `bench-${name}-${label}`;
      const worker = await Worker.create({ connection: native, namespace, taskQueue, ...options });
      running.push({ worker, end: worker.run() });
      return taskQueue;
    },
    end: async () => {
      for (const { worker } of running) worker.shutdown();
      await Promise.all(running.map(({ end }) => end));
      await Promise.all([store.close(), connection.close(), native.close()]);
    },
  };
}
