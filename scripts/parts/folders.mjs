import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diskFull } from './fault.mjs';
import { isAlive } from './processes.mjs';

/** The project's own folder, wherever the command was typed. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

const FREE_BYTES_MIN = 500 * 1024 * 1024;

/**
 * Where downloaded parts are kept for all clones of this user, so that nothing is downloaded twice.
 * @param {NodeJS.ProcessEnv} [env]
 */
export const cacheFolder = (env = process.env) =>
  join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'yichuang');

/**
 * Writes a file so that a reader, or a start after a power cut, sees the old text or the new one and never half of it.
 * @param {string} file
 * @param {string} text
 * @param {number} [mode]
 */
export const writeWhole = (file, text, mode = 0o644) => {
  mkdirSync(dirname(file), { recursive: true });
  const half = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(half, text, { mode });
  renameSync(half, file);
};

/** @param {string} file @returns {unknown} null when there is no such file; throws when it cannot be read as JSON */
export const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

/** What fillers that were killed left beside their place; one that still runs keeps its half. */
const removeHalves = (folder) => {
  const parent = dirname(folder);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(`${basename(folder)}.half-`))) {
    const pid = Number(/\.half-(\d+)-/.exec(name)?.[1]);
    if (!isAlive(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
};

/**
 * Fills a folder beside its place and moves it there when it is complete: an interrupted fill leaves nothing that
 * looks finished. Two fillers at once are harmless, the first to end wins.
 * @param {string} folder
 * @param {(half: string) => Promise<void>} fill
 */
export const fillFolder = async (folder, fill) => {
  if (existsSync(folder)) return;
  removeHalves(folder);
  const half = `${folder}.half-${process.pid}-${randomBytes(4).toString('hex')}`;
  mkdirSync(half, { recursive: true });
  try {
    await fill(half);
    try {
      renameSync(half, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
};

/** @param {string} folder made when it is not there; throws a Fault when the disk under it is nearly full */
export const requireFreeSpace = (folder) => {
  mkdirSync(folder, { recursive: true });
  const disk = statfsSync(folder);
  if (disk.bavail * disk.bsize < FREE_BYTES_MIN) throw diskFull(folder);
};

/**
 * Every file below some folders, in a fixed order.
 * @param {string} root
 * @param {string[]} names folders or files inside root; those that are missing are passed over
 * @returns {string[]} paths relative to root
 */
export const listFiles = (root, names) =>
  names.flatMap((name) => {
    const path = join(root, name);
    if (!existsSync(path)) return [];
    const entries = readdirSync(path, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
      .sort();
  });

/**
 * One hash over the names and contents of files.
 * @param {string} root
 * @param {string[]} files relative to root
 * @returns {string} hexadecimal SHA-256
 */
export const hashFiles = (root, files) => {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
};
