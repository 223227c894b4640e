import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { readJson, ROOT } from './folders.mjs';
import { isAlive, waitUntil } from './processes.mjs';
import { readOrMakeSecrets } from './secrets.mjs';

/** A first start installs what is missing, so it may take minutes. */
const START_TIMEOUT_MS = 600_000;
const STOP_TIMEOUT_MS = 12_000;

/**
 * @typedef {{ url: string, temporalAddress: string, mongodbUri: string, namespace: string, localMode: boolean, pid: number }} Running
 * @param {string} dataDir
 * @returns {Running | null} the server that serves this data folder now
 */
const readRunning = (dataDir) => {
  try {
    const running = readJson(join(dataDir, 'running.json'));
    return running !== null && isAlive(running.pid) ? running : null;
  } catch {
    // Half-written or gone in between: nothing that could be used.
    return null;
  }
};

/** @param {NodeJS.ProcessEnv} env whether the person names servers of their own */
const isElsewhere = (env) => Boolean(env.YICHUANG_URL || env.MONGODB_URI || env.TEMPORAL_ADDRESS);

/**
 * Starts this clone's server for the length of one command, unless it runs already or another one is named.
 * @param {import('./settings.mjs').Settings} settings
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<() => Promise<void>>} ends what was started
 */
export const ensureServer = async (settings, progress) => {
  if (isElsewhere(process.env) || readRunning(settings.dataDir) !== null) return async () => {};
  progress.note('没有正在运行的服务，先启动一个 / No server is running, starting one for this command');
  const server = spawn(process.execPath, [join(ROOT, 'scripts/start.mjs')], {
    cwd: ROOT,
    stdio: 'inherit',
    // Not of the terminal's group: Ctrl-C ends the command first, and the server after it.
    detached: true,
  });
  const stop = async () => {
    server.kill('SIGTERM');
    await waitUntil(() => server.exitCode !== null, { timeoutMs: STOP_TIMEOUT_MS });
  };
  const isUp = () => server.exitCode !== null || readRunning(settings.dataDir) !== null;
  await waitUntil(isUp, { timeoutMs: START_TIMEOUT_MS, everyMs: 100 });
  if (server.exitCode === null && readRunning(settings.dataDir) !== null) return stop;
  await stop();
  throw new Fault('服务未能启动，原因见上', 'The server did not start, see above');
};

/**
 * What a command is told: where the running server is and, in local mode, the secrets it was started with.
 * Whatever the person has set wins.
 * @param {import('./settings.mjs').Settings} settings
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export const commandEnvironment = (settings, env) => {
  const running = readRunning(settings.dataDir);
  if (running === null) return { ...env, DATA_DIR: settings.dataDir };
  const { hostname, port } = new URL(running.url);
  return {
    ...(running.localMode ? { ...readOrMakeSecrets(settings.dataDir), LOCAL_MODE: '1' } : {}),
    YICHUANG_URL: running.url,
    HOST: hostname.replace(/^\[|\]$/g, ''),
    PORT: port,
    TEMPORAL_ADDRESS: running.temporalAddress,
    TEMPORAL_NAMESPACE: running.namespace,
    MONGODB_URI: running.mongodbUri,
    ...Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
    DATA_DIR: settings.dataDir,
  };
};
