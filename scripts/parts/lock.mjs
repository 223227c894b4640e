import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { readJson, writeWhole } from './folders.mjs';
import { commandLineOf, endGroup, isAlive, startOf } from './processes.mjs';

const LEFTOVER_GRACE_MS = 3_000;

const readOrNull = (file) => {
  try {
    return readJson(file);
  } catch {
    return null;
  }
};

/** A link is made whole or not at all, so of two starts at the same moment exactly one has the lock. */
const tryLock = (file, text) => {
  const own = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(own, text);
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
};

const isHeld = (holder) => holder !== null && isAlive(holder.pid) && startOf(holder.pid) === holder.startedAt;

const makeDataFolder = (dataDir) => {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    if (error.code === 'ENOSPC') throw error;
    throw new Fault(
      `无法写入数据目录 ${dataDir}（${error.code}）：请检查权限，或设置 DATA_DIR=其他目录`,
      `The data folder ${dataDir} cannot be written (${error.code}): check its permissions, or set DATA_DIR to another`,
    );
  }
};

/**
 * Makes this process the only one on a data folder; a lock whose holder was killed is taken over.
 * @param {string} dataDir
 * @returns {() => void} gives the lock back
 */
export const takeLock = (dataDir) => {
  makeDataFolder(dataDir);
  const file = join(dataDir, 'lock');
  const text = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) });
  while (!tryLock(file, text)) {
    const holder = readOrNull(file);
    if (isHeld(holder)) {
      const url = readOrNull(join(dataDir, 'running.json'))?.url ?? '';
      throw new Fault(
        `已在运行（进程 ${holder.pid}）${url}，数据目录 ${dataDir} 同时只能有一个服务`,
        `Already running (process ${holder.pid}) ${url}: ${dataDir} serves one at a time`,
      );
    }
    // Moved away under a name of its own: of two that find the same stale lock, only one can move it.
    const stale = `${file}.stale-${process.pid}`;
    try {
      renameSync(file, stale);
      rmSync(stale, { force: true });
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
  }
  return () => {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) rmSync(file, { force: true });
  };
};

/**
 * Ends what a killed supervisor left running. A number is only signalled while its command line names this data folder.
 * @param {string} dataDir
 * @returns {Promise<string[]>} the parts that were still running
 */
export const endLeftovers = async (dataDir) => {
  const file = join(dataDir, 'pids.json');
  const left = Object.entries(readOrNull(file) ?? {}).filter(
    ([, pid]) => Number.isInteger(pid) && isAlive(pid) && commandLineOf(pid).includes(dataDir),
  );
  await Promise.all(left.map(([, pid]) => endGroup(pid, { graceMs: LEFTOVER_GRACE_MS })));
  writeWhole(file, '{}\n');
  rmSync(join(dataDir, 'running.json'), { force: true });
  return left.map(([name]) => name);
};
