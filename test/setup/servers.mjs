import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProduct } from '../../scripts/parts/build.mjs';
import { ROOT } from '../../scripts/parts/folders.mjs';
import { findFreePort } from '../../scripts/parts/ports.mjs';
import { waitUntil } from '../../scripts/parts/processes.mjs';
import { quietProgress } from '../../scripts/parts/progress.mjs';
import {
  isRealMongod,
  isStoreReady,
  provisionStore,
  storeCommand,
  storeUri,
} from '../../scripts/parts/store.mjs';
import {
  devServerCommand,
  isTemporalReady,
  provisionTemporalCli,
  provisionTestServer,
} from '../../scripts/parts/temporal.mjs';

/** A server that takes longer on two loaded cores has failed; the run then ends with its log. */
const READY_TIMEOUT_MS = 60_000;

/** Set-up and teardown are loaded apart from each other, so what runs is kept where both find it. */
const guards = () => (globalThis.yichuangTestGuards ??= []);

const startGuarded = (name, start) => {
  const folder = mkdtempSync(join(tmpdir(), `yichuang-test-${name}-`));
  const log = join(folder, 'server.log');
  const { command, args, env = {} } = start(folder);
  const guard = spawn(
    process.execPath,
    [join(ROOT, 'test/setup/guard.mjs'), JSON.stringify({ command, args, env, log, folder })],
    { stdio: ['pipe', 'ignore', 'inherit'], detached: true },
  );
  guards().push(guard);
  return { guard, log };
};

const requireReady = async (name, { guard, log }, isReady) => {
  const isUp = await waitUntil(async () => guard.exitCode !== null || (await isReady()), {
    timeoutMs: READY_TIMEOUT_MS,
  });
  if (isUp && guard.exitCode === null) return;
  throw new Error(`${name} did not start:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
};

/** One store for the whole run at TEST_MONGODB_URI; each test uses a database name of its own. */
export const ensureStore = async () => {
  if (process.env.TEST_MONGODB_URI) return;
  const program = await provisionStore(quietProgress, { root: ROOT });
  const port = await findFreePort();
  const server = startGuarded('store', (folder) => storeCommand(program, { port, folder }));
  const uri = storeUri(port);
  await requireReady('The store', server, () => isStoreReady({ uri, port, isMongod: isRealMongod(program) }));
  process.env.TEST_STORE_COMMAND = JSON.stringify(program);
  process.env.TEST_MONGODB_URI = uri;
};

/** One Temporal dev server for the whole run at TEST_TEMPORAL_ADDRESS, its data in a file as in `npm start`. */
export const ensureTemporal = async () => {
  const cli = await provisionTemporalCli(quietProgress, { root: ROOT });
  process.env.TEST_TEMPORAL_CLI = cli;
  if (process.env.TEST_TEMPORAL_ADDRESS) return;
  const port = await findFreePort();
  const address = `127.0.0.1:${port}`;
  const server = startGuarded('temporal', (folder) =>
    devServerCommand(cli, { port, uiPort: null, dbFile: join(folder, 'temporal.db'), namespace: 'default' }),
  );
  await requireReady('Temporal', server, () => isTemporalReady(cli, { address, namespace: 'default' }));
  process.env.TEST_TEMPORAL_ADDRESS = address;
};

/** The program that `TestWorkflowEnvironment.createTimeSkipping` starts, at TEST_TIME_SKIPPING_PATH. */
export const ensureTestServer = async () => {
  process.env.TEST_TIME_SKIPPING_PATH ||= await provisionTestServer(quietProgress, { root: ROOT });
};

/** The compiled product at TEST_DIST, and in it the bundle of workflows that workers under test run. */
export const ensureBuild = async () => {
  process.env.TEST_DIST = await buildProduct(quietProgress);
};

/** Closing a guard's standard input tells it to end its server. */
export const stopServers = async () => {
  const ended = guards().map(
    (guard) =>
      new Promise((resolve) => {
        if (guard.exitCode !== null) return resolve(undefined);
        guard.once('exit', resolve);
        guard.stdin.end();
      }),
  );
  await Promise.all(ended);
  globalThis.yichuangTestGuards = [];
};
