import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { loadConfig, type Config } from '../platform/config';
import { createLogger, type Logger } from '../platform/logger';
import { patiently } from '../platform/patiently';
import { runProcess } from '../platform/run-process';
import { openStore, type Store } from '../store/connect';
import { createActivities } from './activities';

/** Parts that start together are there within this time; later ones are missing. */
const PARTS_WITHIN_MS = 30_000;
/** Activities under way get this long; recordings take milliseconds, and what is cut off is repeated elsewhere. */
const SHUTDOWN_GRACE = '2 seconds';
/** Whatever still runs after this is given up, so that whoever supervises us need not kill. */
const SHUTDOWN_FORCE = '3 seconds';
/** Beside dist/worker: what the build bundled, with exactly this SDK. */
const BUNDLE = join(__dirname, '..', 'workflow-bundle.js');

interface Parts {
  store: Store;
  native: NativeConnection;
  connection: Connection;
  worker: Worker;
}

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** The SDK's own lines, in the form of ours. */
function installLogger(logger: Logger): void {
  const sdkLogger = new DefaultLogger('WARN', ({ level, message, meta }) =>
    logger[LEVELS[level]]({ ...meta }, message),
  );
  Runtime.install({ logger: sdkLogger, shutdownSignals: [] });
}

async function start(config: Config): Promise<Parts> {
  const { temporalAddress: address, temporalNamespace: namespace, taskQueue } = config;
  const store = await patiently(
    () => openStore({ uri: config.mongodbUri, database: config.mongodbDatabase }),
    PARTS_WITHIN_MS,
  );
  const native = await patiently(() => NativeConnection.connect({ address }), PARTS_WITHIN_MS);
  const connection = Connection.lazy({ address });
  const client = new Client({ connection, namespace });
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue,
    workflowBundle: { codePath: BUNDLE },
    activities: createActivities({ store, client }),
    shutdownGraceTime: SHUTDOWN_GRACE,
    shutdownForceTime: SHUTDOWN_FORCE,
  });
  return { store, native, connection, worker };
}

/** Ends with the worker, then lets go of what it needed. */
async function run({ store, native, connection, worker }: Parts, logger: Logger): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
    });
  }
  try {
    await worker.run();
  } finally {
    await connection.close();
    await native.close();
    await store.close();
    logger.info('the worker has stopped');
  }
}

async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger({ name: 'worker', level: config.logLevel });
  installLogger(logger);
  const parts = await start(config);
  logger.info({ taskQueue: config.taskQueue, temporal: config.temporalAddress }, 'the worker polls');
  await run(parts, logger);
}

runProcess(main);
