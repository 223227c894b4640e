/**
 * Runs the servers a measurement needs and the environment does not name, each in a folder that goes with it. Says where they are
 * in one line of JSON, then waits: they end when this process's standard input closes, which also happens when whoever
 * measures was killed.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault, runMain } from '../parts/fault.mjs';
import { ROOT } from '../parts/folders.mjs';
import { findFreePort } from '../parts/ports.mjs';
import { endGroup, waitUntil } from '../parts/processes.mjs';
import { createProgress } from '../parts/progress.mjs';
import { readSettings } from '../parts/settings.mjs';
import { isRealMongod, isStoreReady, provisionStore, storeCommand, storeUri } from '../parts/store.mjs';
import { devServerCommand, isTemporalReady, provisionTemporalCli } from '../parts/temporal.mjs';

/** A server that takes longer on two loaded cores has failed. */
const READY_TIMEOUT_MS = 60_000;

// Standard output carries the one line of JSON, so progress goes to the other stream.
const progress = createProgress((text) => void process.stderr.write(text));
const folder = mkdtempSync(join(tmpdir(), 'yichuang-bench-'));
const pids = [];

const launch = ({ command, args, env = {} }, name) => {
  const log = openSync(join(folder, `${name}.log`), 'a');
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
    // A group of its own: Ctrl-C reaches whoever measures, and the servers end after it.
    detached: true,
  });
  if (child.pid !== undefined) pids.push(child.pid);
  return child;
};

const requireReady = async (name, child, isReady) => {
  const isUp = await waitUntil(async () => child.exitCode !== null || (await isReady()), {
    timeoutMs: READY_TIMEOUT_MS,
  });
  if (isUp && child.exitCode === null) return;
  throw new Fault(`${name} 未能启动，请查看 ${folder}`, `${name} did not start: see ${folder}`);
};

const startTemporal = async () => {
  const cli = await provisionTemporalCli(progress, { root: ROOT });
  const port = await findFreePort();
  const dbFile = join(folder, 'temporal.db');
  const server = launch(
    devServerCommand(cli, { port, uiPort: null, dbFile, namespace: 'default' }),
    'temporal',
  );
  const address = `127.0.0.1:${port}`;
  await requireReady('Temporal', server, () => isTemporalReady(cli, { address, namespace: 'default' }));
  return address;
};

const startStore = async () => {
  const program = await provisionStore(progress, { root: ROOT });
  const port = await findFreePort();
  const server = launch(
    storeCommand(program, { port, folder: mkdtempSync(join(folder, 'store-')) }),
    'store',
  );
  const uri = storeUri(port);
  await requireReady('MongoDB', server, () => isStoreReady({ uri, port, isMongod: isRealMongod(program) }));
  return { mongodbUri: uri, engine: `${program.engine} ${program.version}` };
};

const endAll = async () => {
  await Promise.all(pids.map((pid) => endGroup(pid, { graceMs: 3_000 })));
  rmSync(folder, { recursive: true, force: true });
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
const isAskedToEnd = new Promise((resolve) => {
  process.stdin.on('end', resolve).on('error', resolve).resume();
});

await runMain(async () => {
  const settings = readSettings(process.env, ROOT);
  try {
    const temporal = settings.embedsTemporal
      ? { temporalAddress: await startTemporal(), namespace: 'default' }
      : { temporalAddress: settings.temporalAddress, namespace: settings.namespace };
    const store = settings.embedsStore
      ? await startStore()
      : { mongodbUri: settings.mongodbUri, engine: 'MONGODB_URI' };
    process.stdout.write(`${JSON.stringify({ ...temporal, ...store })}\n`);
    await isAskedToEnd;
  } finally {
    await endAll();
  }
});
