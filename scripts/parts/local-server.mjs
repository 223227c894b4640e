import { openSync, rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { explainDamage, Fault } from './fault.mjs';
import { requireFreeSpace, writeWhole } from './folders.mjs';
import { endLeftovers } from './lock.mjs';
import { canConnect, requireFreePorts } from './ports.mjs';
import { run, waitUntil } from './processes.mjs';
import { readOrMakeSecrets } from './secrets.mjs';
import { addressOf, portsOf, productEnvironment } from './settings.mjs';
import { isRealMongod, isStoreReady, openStoreFolder, provisionStore, storeCommand } from './store.mjs';
import { devServerCommand, isTemporalReady, provisionTemporalCli } from './temporal.mjs';
import { openTemporalFile, rememberTemporalFile } from './temporal-file.mjs';

/** Long enough for a recovery of the documents after a power cut, short enough that a person is told. */
const READY_TIMEOUT_MS = 60_000;
const REACH_TIMEOUT_MS = 10_000;

/** @typedef {{ role: string, identifier: string, password: string }} Account */
/**
 * @typedef {{
 *   root: string, settings: import('./settings.mjs').Settings, env: NodeJS.ProcessEnv,
 *   progress: import('./progress.mjs').Progress, supervisor: ReturnType<typeof import('./supervisor.mjs').createSupervisor>,
 * }} Context
 */

/** Everything that can be known to be wrong before anything is started. @param {Omit<Context, 'supervisor'>} context */
export const checkPlace = async ({ settings, progress }) => {
  requireFreeSpace(settings.dataDir);
  const left = await endLeftovers(settings.dataDir);
  if (left.length > 0)
    progress.note(`已结束上次遗留的进程 / Ended what was left running: ${left.join(', ')}`);
  await requireFreePorts(portsOf(settings));
};

/**
 * The environment of the product's processes, judged by the product's own configuration before anything is started.
 * @param {{ root: string, settings: import('./settings.mjs').Settings, env: NodeJS.ProcessEnv }} place
 * @returns {NodeJS.ProcessEnv}
 */
export const prepareEnvironment = ({ root, settings, env }) => {
  const secrets = settings.localMode ? readOrMakeSecrets(settings.dataDir) : {};
  const told = productEnvironment(settings, env, secrets);
  const { loadConfig } = createRequire(join(root, 'package.json'))('./dist/platform/config.js');
  loadConfig(told);
  return told;
};

const isUp = (context, title, isReady, fault) =>
  context.progress.step(title, async () => {
    const answered = waitUntil(isReady, { timeoutMs: READY_TIMEOUT_MS, everyMs: 100 });
    if (!(await Promise.race([answered, context.supervisor.failed]))) throw fault;
  });

const notReady = (name, dataDir) =>
  new Fault(
    `${name} 未能在 60 秒内就绪，请查看 ${join(dataDir, 'logs')}`,
    `${name} was not ready within 60 s: see ${join(dataDir, 'logs')}`,
  );

/** @param {Context} context */
export const startTemporal = async (context) => {
  const { root, settings, supervisor, progress, env } = context;
  const { temporalAddress: address, namespace, dataDir } = settings;
  if (!settings.embedsTemporal) {
    const at = address.lastIndexOf(':');
    const [host, port] = [address.slice(0, at).replace(/^\[|\]$/g, ''), Number(address.slice(at + 1))];
    if (await canConnect(host, port, REACH_TIMEOUT_MS)) return;
    throw new Fault(`无法连接 TEMPORAL_ADDRESS=${address}`, `TEMPORAL_ADDRESS=${address} cannot be reached`);
  }
  const cli = await provisionTemporalCli(progress, { root, env });
  const dbFile = openTemporalFile(dataDir);
  const folder = dirname(dbFile);
  const { temporalPort: port, uiPort } = settings;
  const started = devServerCommand(cli, { port, uiPort, dbFile, namespace });
  supervisor.start('temporal', { ...started, env, cwd: folder, explain: explainDamage(folder) });
  const isReady = () => isTemporalReady(cli, { address, namespace });
  await isUp(context, '启动 Temporal / Starting Temporal', isReady, notReady('Temporal', dataDir));
  rememberTemporalFile(dataDir);
};

/** @param {Context} context */
export const startStore = async (context) => {
  const { root, settings, supervisor, progress, env } = context;
  const { storePort: port, mongodbUri: uri, dataDir } = settings;
  if (!settings.embedsStore) {
    const place = { uri, port, isMongod: false };
    if (await waitUntil(() => isStoreReady(place), { timeoutMs: REACH_TIMEOUT_MS })) return;
    throw new Fault(
      '无法连接 MONGODB_URI 所指的数据库（或它不可写）',
      'The store at MONGODB_URI cannot be reached, or takes no writes',
    );
  }
  const program = await provisionStore(progress, { root, env, dataDir });
  const folder = openStoreFolder(program, dataDir);
  const started = storeCommand(program, { port, folder });
  const own = { ...env, ...started.env };
  supervisor.start('store', { ...started, env: own, cwd: folder, explain: explainDamage(folder) });
  const isReady = () => isStoreReady({ uri, port, isMongod: isRealMongod(program) });
  const title = `启动数据库（${program.engine}）/ Starting the store (${program.engine})`;
  await isUp(context, title, isReady, notReady('MongoDB', dataDir));
};

/**
 * Migrations, the first administrator and, in local mode only, the demo programme with its accounts.
 * @param {Context} context
 * @returns {Promise<Account[]>}
 */
export const setUpData = ({ root, settings, env, progress, supervisor }) =>
  progress.step('迁移与初始数据 / Migrating, first accounts', async () => {
    const demo = settings.localMode ? ['--demo'] : [];
    // As with worker and API, the data folder says whose process it is.
    const args = ['--enable-source-maps', 'dist/scripts/setup.js', ...demo, settings.dataDir];
    const onStart = (pid) => supervisor.list('setup', pid);
    const outcome = await run(process.execPath, args, { cwd: root, env, onStart });
    supervisor.list('setup', undefined);
    const log = openSync(join(settings.dataDir, 'logs', 'setup.log'), 'a', 0o600);
    writeSync(log, outcome.stderr);
    if (outcome.code === 0)
      return JSON.parse(outcome.stdout.trim().split('\n').at(-1) ?? '{}').accounts ?? [];
    const said = `${outcome.stdout}\n${outcome.stderr}`.trim().split('\n').slice(-8).join('\n');
    throw new Fault(`初始化失败：\n${said}`, 'The data could not be set up, see above');
  });

/** @param {Context} context */
export const startProduct = async (context) => {
  const { root, settings, env, supervisor } = context;
  for (const name of /** @type {const} */ (['worker', 'api'])) {
    // The data folder ends the command line, so that the next start knows a process that was left behind for ours.
    const args = ['--enable-source-maps', `dist/${name}/main.js`, settings.dataDir];
    supervisor.start(name, { command: process.execPath, args, env, cwd: root });
  }
  const url = addressOf(settings);
  const isReady = async () => {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    return answer?.ok === true;
  };
  await isUp(
    context,
    '启动工作进程与接口 / Starting worker and API',
    isReady,
    notReady('API', settings.dataDir),
  );
};

/** Tells other commands where the running server is. @param {import('./settings.mjs').Settings} settings */
export const announce = (settings) => {
  const { temporalAddress, mongodbUri, namespace, dataDir, localMode } = settings;
  const running = {
    url: addressOf(settings),
    temporalAddress,
    mongodbUri,
    namespace,
    localMode,
    pid: process.pid,
  };
  writeWhole(join(dataDir, 'running.json'), `${JSON.stringify(running, null, 2)}\n`, 0o600);
};

/** @param {string} dataDir */
export const withdraw = (dataDir) => rmSync(join(dataDir, 'running.json'), { force: true });
