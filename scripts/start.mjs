/** `npm start`: from a fresh clone to a running server, and everything ended again in order. */
import { buildProduct } from './parts/build.mjs';
import { installDependencies, requireNode } from './parts/dependencies.mjs';
import { describeFault } from './parts/fault.mjs';
import { ROOT } from './parts/folders.mjs';
import {
  announce,
  checkPlace,
  prepareEnvironment,
  setUpData,
  startProduct,
  startStore,
  startTemporal,
  withdraw,
} from './parts/local-server.mjs';
import { takeLock } from './parts/lock.mjs';
import { endRunning } from './parts/processes.mjs';
import { createProgress } from './parts/progress.mjs';
import { readSettings } from './parts/settings.mjs';
import { createSupervisor } from './parts/supervisor.mjs';
import { welcome } from './parts/welcome.mjs';

/** A terminal sends Ctrl-C to npm and to us, and npm passes it on: only a later one means "at once". */
const SECOND_SIGNAL_AFTER_MS = 1_000;
const CODE_INTERRUPTED = 130;
const PARENT_CHECK_MS = 300;

const progress = createProgress();

/** npm ends on SIGTERM without passing it on; its child would then serve on with nobody to end it. */
const whenNpmIsGone = (act) => {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, PARENT_CHECK_MS);
};

/** Resolves at the first request to stop; a second one kills what is left. */
const listenForStop = (kill) =>
  new Promise((resolve) => {
    let firstAt = 0;
    const onSignal = () => {
      if (firstAt === 0) firstAt = Date.now();
      else if (Date.now() - firstAt > SECOND_SIGNAL_AFTER_MS) kill();
      resolve('stop');
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
    whenNpmIsGone(onSignal);
  });

const bringUp = async (settings, supervisor) => {
  const place = { root: ROOT, settings, env: process.env, progress };
  await checkPlace(place);
  await installDependencies(progress);
  await buildProduct(progress);
  const context = { ...place, env: prepareEnvironment(place), supervisor };
  await Promise.all([startStore(context), startTemporal(context)]);
  const accounts = await setUpData(context);
  await startProduct(context);
  announce(settings);
  process.stdout.write(welcome(settings, accounts));
};

const serve = async (settings) => {
  const supervisor = createSupervisor(settings.dataDir, progress.note);
  const stopped = listenForStop(supervisor.kill);
  const ready = bringUp(settings, supervisor).then(() => 'ready');
  // Kept from ending the process unheard, should it fail after a request to stop.
  ready.catch(() => {});
  try {
    const first = await Promise.race([ready, stopped, supervisor.failed]);
    if (first === 'stop') return CODE_INTERRUPTED;
    await Promise.race([stopped, supervisor.failed]);
    return 0;
  } finally {
    endRunning();
    withdraw(settings.dataDir);
    await supervisor.stop();
  }
};

const main = async () => {
  requireNode();
  const settings = readSettings(process.env, ROOT);
  const giveBack = takeLock(settings.dataDir);
  try {
    return await serve(settings);
  } finally {
    giveBack();
  }
};

// A terminal that was closed takes no more words; without this the first one would end us before the parts are ended.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

// What is still being waited for after a stop must not keep the process: it ends with its answer.
main().then(
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`\n✗ ${describeFault(error)}\n`);
    process.exit(1);
  },
);
