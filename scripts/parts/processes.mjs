import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `run` has under way: ended with us, so that an interrupted start leaves no installer behind. */
const running = new Map();

/** Kills what `run` has under way. */
export const endRunning = () => {
  for (const [child, isGroup] of running) {
    if (isGroup) signalGroup(child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  }
};

/** @typedef {{ code: number, stdout: string, stderr: string }} Outcome */

/**
 * Runs a command to its end and keeps what it said. Never throws: a command that cannot start has code 127.
 * `leadsGroup` is for a command that may be a launcher of another: both are ended then. Ctrl-C does not reach them.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, leadsGroup?: boolean,
 *   onStart?: (pid: number | undefined) => void, onLine?: (text: string) => void }} [options]
 * @returns {Promise<Outcome>}
 */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
      detached: options.leadsGroup === true,
    });
    running.set(child, options.leadsGroup === true);
    options.onStart?.(child.pid);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      options.onLine?.(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
      options.onLine?.(text);
    });
    const end = (code, said) => {
      running.delete(child);
      resolve({ code, stdout, stderr: said });
    };
    child.on('error', (error) => end(127, String(error)));
    child.on('close', (code) => end(code ?? 1, stderr));
  });

/** @param {string} name @param {string} [path] @returns {string | null} the full path of a program on PATH */
export const findOnPath = (name, path = process.env.PATH ?? '') => {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder: look in the next.
    }
  }
  return null;
};

/** A zombie has ended, though its number still answers to a signal. */
const isZombie = (pid) => {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** @param {number} pid @returns {boolean} */
export const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/**
 * When a process began, in the system's own words: two processes that had the same number differ in it.
 * @param {number} pid
 * @returns {string}
 */
export const startOf = (pid) => {
  const file = `/proc/${pid}/stat`;
  // The 22nd field; the second is the program's name in brackets, which may hold spaces.
  if (existsSync(file)) return readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  return (spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();
};

/**
 * The command line of a process, so that a number which was given to another program since is never signalled.
 * @param {number} pid
 * @returns {string} empty when there is no such process
 */
export const commandLineOf = (pid) => {
  const file = `/proc/${pid}/cmdline`;
  if (existsSync('/proc/self/cmdline')) {
    return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\0', ' ').trim() : '';
  }
  return (spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();
};

/** @param {number} pid of the leader of a process group @param {NodeJS.Signals} signal */
export const signalGroup = (pid, signal) => {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended, which is what a signal is sent for.
  }
};

/**
 * Waits for a condition.
 * @param {() => boolean | Promise<boolean>} holds
 * @param {{ timeoutMs: number, everyMs?: number }} limits
 * @returns {Promise<boolean>} false when the time ran out
 */
export const waitUntil = async (holds, { timeoutMs, everyMs = 50 }) => {
  const endsAt = Date.now() + timeoutMs;
  for (;;) {
    if (await holds()) return true;
    if (Date.now() >= endsAt) return false;
    await sleep(everyMs);
  }
};

/**
 * Ends a process that leads its own group: asked first, then killed together with whatever it started.
 * @param {number} pid
 * @param {{ graceMs: number, signal?: NodeJS.Signals }} options
 */
export const endGroup = async (pid, { graceMs, signal = 'SIGTERM' }) => {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself; its group may still hold what it started.
  }
  await waitUntil(() => !isAlive(pid), { timeoutMs: graceMs });
  signalGroup(pid, 'SIGKILL');
  await waitUntil(() => !isAlive(pid), { timeoutMs: 1_000 });
};
