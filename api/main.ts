import { createServer, type Server } from 'node:http';
import { Client, Connection } from '@temporalio/client';
import { loadConfig, type Config } from '../platform/config';
import { createLogger, type Logger } from '../platform/logger';
import { patiently } from '../platform/patiently';
import { runProcess } from '../platform/run-process';
import { openStore, type Store } from '../store/connect';
import { createApp } from './app';
import { CommandGateway } from './commands/gateway';
import { readinessOf } from './service/readiness';

/** Parts that start together are there within this time; later ones are missing. */
const STORE_WITHIN_MS = 30_000;
/** Requests under way get this long; whoever supervises us waits half a second longer. */
const FINISH_WITHIN_MS = 2_000;
/** Above every answer of ours, so that a slow client is cut off and a slow workflow is not. */
const REQUEST_TIMEOUT_MS = 120_000;
/** Longer than a proxy keeps an idle connection: it must not send into one that we have just closed. */
const KEEP_ALIVE_MS = 65_000;

interface Running {
  server: Server;
  connection: Connection;
  store: Store;
}

async function start(config: Config, logger: Logger): Promise<Running> {
  const store = await patiently(
    () => openStore({ uri: config.mongodbUri, database: config.mongodbDatabase }),
    STORE_WITHIN_MS,
  );
  // Connects with the first request: the API answers, and says what is missing, while Temporal is away.
  const connection = Connection.lazy({ address: config.temporalAddress });
  const client = new Client({ connection, namespace: config.temporalNamespace });
  const app = createApp({
    config,
    store,
    logger,
    commands: new CommandGateway(client, config.taskQueue),
    nowMs: () => Date.now(),
    readiness: readinessOf(client, store, config.taskQueue),
  });
  const server = createServer(app);
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  logger.info({ host: config.host, port: config.port }, 'the API listens');
  return { server, connection, store };
}

/** Takes no new request, lets those under way finish, then lets go of what they needed. */
async function stop({ server, connection, store }: Running, logger: Logger): Promise<void> {
  const finished = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS);
  await finished;
  clearTimeout(timer);
  await connection.close();
  await store.close();
  logger.info('the API has stopped');
}

async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger({ name: 'api', level: config.logLevel });
  const running = await start(config, logger);
  const signalled = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
  await signalled;
  await stop(running, logger);
}

runProcess(main);
