import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { writeWhole } from './folders.mjs';
import { endGroup, signalGroup } from './processes.mjs';
import { judgeDeaths } from './restart-policy.mjs';

/** Requests end before the worker does, the worker before what it talks to, the documents last. */
const STOP_ORDER = ['api', 'worker', 'temporal', 'store'];
/** Together below the 10 s in which everything has to be gone. */
const STOP_GRACE_MS = { api: 2_500, worker: 3_500, temporal: 1_500, store: 1_500 };
const LOG_BYTES_MAX = 20 * 1024 * 1024;

/**
 * @typedef {{
 *   command: string, args: string[], env: NodeJS.ProcessEnv, cwd: string,
 *   explain?: (said: string) => import('./fault.mjs').Fault | null,
 * }} PartSpec `explain` knows the part's last words after which starting it again would be in vain
 */

const openLog = (file) => {
  if (existsSync(file) && statSync(file).size > LOG_BYTES_MAX) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
};

/** The end of a log from some byte on, for a person who has to find out why. */
const lastLines = (file, fromByte = 0) => {
  if (!existsSync(file)) return '';
  const lines = readFileSync(file).subarray(fromByte).toString('utf8').trimEnd().split('\n');
  return lines.slice(-5).join('\n').slice(-1_500);
};

/**
 * Runs the parts, each in a process group of its own with a log of its own, and starts one that dies again.
 * `failed` rejects with a Fault when a part dies too often.
 * @param {string} dataDir
 * @param {(text: string) => void} note
 */
export const createSupervisor = (dataDir, note) => {
  /** @type {Map<string, { spec: PartSpec, pid: number | undefined, deaths: number[], logFrom: number }>} */
  const parts = new Map();
  /** @type {Map<string, number | undefined>} */
  const passing = new Map();
  const pauses = new Set();
  let isStopping = false;
  let fail = (/** @type {Fault} */ _fault) => {};
  /** @type {Promise<never>} */
  const failed = new Promise((_resolve, reject) => (fail = reject));
  // Whoever waits for a part to be ready races against this; without such a race it must not end the process unheard.
  failed.catch(() => {});
  const logs = join(dataDir, 'logs');
  mkdirSync(logs, { recursive: true });

  const writePids = () => {
    const running = [...[...parts].map(([name, { pid }]) => [name, pid]), ...passing];
    const pids = running.filter(([, pid]) => pid !== undefined);
    writeWhole(join(dataDir, 'pids.json'), `${JSON.stringify(Object.fromEntries(pids))}\n`);
  };

  const giveUp = (name) => {
    const log = join(logs, `${name}.log`);
    fail(
      new Fault(
        `${name} 在 30 秒内退出了 5 次，已全部停止。日志 ${log} 的最后几行：`,
        `${name} ended 5 times within 30 s, so everything was stopped. The last lines of ${log}:\n${lastLines(log)}`,
      ),
    );
  };

  const onExit = (name, part, how) => {
    if (part.pid !== undefined) signalGroup(part.pid, 'SIGKILL');
    part.pid = undefined;
    if (isStopping) return;
    writePids();
    const known = part.spec.explain?.(lastLines(join(logs, `${name}.log`), part.logFrom));
    if (known) return fail(known);
    part.deaths.push(Date.now());
    const verdict = judgeDeaths(part.deaths);
    if (verdict === null) return giveUp(name);
    note(`${name} 意外退出（${how}），正在重新启动 / ${name} ended unexpectedly (${how}), starting it again`);
    const pause = setTimeout(() => {
      pauses.delete(pause);
      launch(name, part);
    }, verdict.restartInMs);
    pauses.add(pause);
  };

  const launch = (name, part) => {
    if (isStopping) return;
    const file = join(logs, `${name}.log`);
    const log = openLog(file);
    part.logFrom = statSync(file).size;
    const { command, args, env, cwd } = part.spec;
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    part.pid = child.pid;
    if (child.pid === undefined) child.on('error', (error) => onExit(name, part, error.message));
    else child.on('exit', (code, signal) => onExit(name, part, signal ?? `code ${code}`));
    writePids();
  };

  const stop = async () => {
    isStopping = true;
    // Nothing of ours was started: the list may be another's, which the next start has to end.
    if (parts.size === 0) return;
    note('正在停止 / Stopping');
    for (const pause of pauses) clearTimeout(pause);
    for (const name of STOP_ORDER) {
      const pid = parts.get(name)?.pid;
      if (pid !== undefined) await endGroup(pid, { graceMs: STOP_GRACE_MS[name] });
    }
    rmSync(join(dataDir, 'pids.json'), { force: true });
    note('已停止 / Stopped');
  };

  return {
    failed,
    /** @param {'api' | 'worker' | 'temporal' | 'store'} name @param {PartSpec} spec */
    start: (name, spec) => {
      const part = { spec, pid: undefined, deaths: [], logFrom: 0 };
      parts.set(name, part);
      launch(name, part);
    },
    /**
     * Puts a process that ends by itself on the list, or takes it off: should we be killed, the next start ends it.
     * @param {'setup'} name @param {number | undefined} pid
     */
    list: (name, pid) => {
      passing.set(name, pid);
      writePids();
    },
    stop,
    /** Without asking: for a person who has asked twice. */
    kill: () => {
      isStopping = true;
      for (const { pid } of parts.values()) if (pid !== undefined) signalGroup(pid, 'SIGKILL');
    },
  };
};
