import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { cacheFolder, readJson, writeWhole } from './folders.mjs';
import { describeOtherEngine, orderStore } from './order.mjs';
import { findOnPath, run } from './processes.mjs';
import { findPython, installWheel, pythonMissing } from './python.mjs';
import { isReachable, tryInTurn } from './temporal.mjs';

const SECANTUS_PY = { requirement: 'secantusdb==0.7.0b3', version: '0.7.0b3' };
const SECANTUS_RS_VERSION = '0.5.3-beta.196';
const MONGODB_DOWNLOADS = 'https://fastdl.mongodb.org';

/** @typedef {{ engine: string, version: string, command: string, args: string[], env?: Record<string, string> }} StoreProgram */

const findRs = (env) => {
  const cached = join(cacheFolder(env), `secantusd-rs-${SECANTUS_RS_VERSION}`, 'bin', 'secantusd-rs');
  return findOnPath('secantusd-rs', env.PATH) ?? (existsSync(cached) ? cached : null);
};

const findMongod = (env) => env.MONGOMS_SYSTEM_BINARY || findOnPath('mongod', env.PATH);

const asMongod = async (engine, command) => {
  const said = await run(command, ['--version'], { timeoutMs: 10_000 });
  const version = /v(\d+\.\d+)/.exec(said.stdout)?.[1];
  if (said.code !== 0 || version === undefined)
    throw new Error(`${command} --version: ${said.stderr.trim()}`);
  return { engine, version, command, args: [] };
};

/** The package's own download, kept in our cache; without retries it fails at once where nothing can be reached. */
const downloadMongod = async (env) => {
  if (!env.MONGOMS_DOWNLOAD_MIRROR && !(await isReachable(MONGODB_DOWNLOADS))) {
    throw new Error('fastdl.mongodb.org 无法访问 / cannot be reached');
  }
  process.env.MONGOMS_MAX_RETRIES ??= '0';
  const { MongoBinary } = await import('mongodb-memory-server');
  return MongoBinary.getPath({ downloadDir: join(cacheFolder(env), 'mongodb') });
};

const preparePython = async (python, env) => {
  if (python === null) throw pythonMissing('MongoDB');
  const folder = join(cacheFolder(env), `secantusdb-${SECANTUS_PY.version}-py${python.tag}`);
  await installWheel(python, { requirement: SECANTUS_PY.requirement, isPrerelease: true, folder });
  return {
    engine: 'secantusd-py',
    version: SECANTUS_PY.version,
    command: python.command,
    args: ['-c', 'from secantus.cli import main; main()'],
    env: { PYTHONPATH: folder },
  };
};

const prepareEngine = async (engine, { env, python }) => {
  if (engine === 'mongod') {
    const command = findMongod(env);
    if (command === null)
      throw new Fault('找不到 mongod', 'There is no mongod on PATH or in MONGOMS_SYSTEM_BINARY');
    return asMongod(engine, command);
  }
  if (engine === 'memory-server') return asMongod(engine, await downloadMongod(env));
  if (engine === 'secantusd-rs') {
    const command = findRs(env);
    if (command === null)
      throw new Fault('找不到 secantusd-rs', 'There is no secantusd-rs on PATH or in the cache');
    return { engine, version: SECANTUS_RS_VERSION, command, args: [] };
  }
  return preparePython(python ?? (await findPython()), env);
};

const readMarker = (dataDir) => {
  const file = join(dataDir, 'engine.json');
  try {
    return readJson(file);
  } catch {
    throw new Fault(
      `${file} 无法读取：请从备份恢复该文件，或换一个 DATA_DIR`,
      `${file} cannot be read: restore it from a backup, or use another DATA_DIR`,
    );
  }
};

/**
 * The program that will keep the documents, in the order of parts/order.mjs, and the engine that wrote the data before
 * all others.
 * @param {import('./progress.mjs').Progress} progress
 * @param {{ root: string, env?: NodeJS.ProcessEnv, dataDir?: string | null }} place no dataDir where nothing is kept
 * @returns {Promise<StoreProgram>}
 */
export const provisionStore = async (progress, { root, env = process.env, dataDir = null }) => {
  const marker = dataDir === null ? null : readMarker(dataDir);
  const python = await findPython();
  const engines = orderStore({
    uri: false,
    forced: env.YICHUANG_STORE_ENGINE || null,
    wrote: marker?.engine ?? null,
    mongod: findMongod(env) !== null,
    memoryServer: existsSync(join(root, 'node_modules', 'mongodb-memory-server-core')),
    secantusdRs: findRs(env) !== null,
    python: python !== null,
  });
  if (engines.length === 0) throw pythonMissing('MongoDB');
  const attempt = (engine) =>
    progress.step(`准备数据库（${engine}）/ Preparing the store by ${engine}`, () =>
      prepareEngine(engine, { env, python }),
    );
  const program = await tryInTurn(engines, attempt, progress, 'MongoDB');
  if (marker !== null && marker.version !== program.version) {
    throw describeOtherEngine(`${marker.engine} ${marker.version}`, `${program.engine} ${program.version}`);
  }
  return program;
};

/** @param {string} folder */
const isEmpty = (folder) =>
  !existsSync(folder) || (statSync(folder).isDirectory() && readdirSync(folder).length === 0);

/**
 * The folder of this engine's data, made and marked before the engine writes its first byte there.
 * @param {StoreProgram} program
 * @param {string} dataDir
 * @returns {string}
 */
export const openStoreFolder = (program, dataDir) => {
  const folder = join(dataDir, 'store', `${program.engine}-${program.version}`);
  if (readMarker(dataDir) === null && !isEmpty(join(dataDir, 'store'))) {
    throw new Fault(
      `${dataDir} 不完整：有数据却没有 engine.json，请从备份恢复，或换一个 DATA_DIR`,
      `${dataDir} is incomplete: it holds data but no engine.json. Restore it from a backup, or use another DATA_DIR`,
    );
  }
  writeWhole(
    join(dataDir, 'engine.json'),
    `${JSON.stringify({ engine: program.engine, version: program.version })}\n`,
  );
  mkdirSync(folder, { recursive: true });
  return folder;
};

const isMongod = (program) => program.engine === 'mongod' || program.engine === 'memory-server';

/**
 * What starts the store. Secantus without `--sync-on-commit` loses acknowledged writes when it is killed; mongod syncs
 * its journal by itself for `j: true`.
 * @param {StoreProgram} program
 * @param {{ port: number, folder: string }} options
 * @returns {{ command: string, args: string[], env: Record<string, string> }}
 */
export const storeCommand = (program, { port, folder }) => ({
  command: program.command,
  args: isMongod(program)
    ? ['--replSet', 'rs0', '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', folder, '--quiet']
    : [
        ...program.args,
        ...['--host', '127.0.0.1', '--port', String(port), '--storage-path', folder],
        ...['--sync-on-commit', '--cache-size', '1G', '--log-level', 'WARNING'],
      ],
  env: program.env ?? {},
});

/** The local address: a direct connection, since no replica set's name is asked for. @param {number} port */
export const storeUri = (port) => `mongodb://127.0.0.1:${port}/?directConnection=true`;

const initiate = async (admin, port) => {
  const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
  try {
    await admin.command({ replSetInitiate: { _id: 'rs0', members } });
  } catch (error) {
    // 23: the set has been initiated by an earlier start, and its member only takes its time.
    if (error.code !== 23) throw error;
  }
};

/**
 * Asks once whether the store takes writes; makes the one-member replica set of a new mongod.
 * @param {{ uri: string, port: number, isMongod: boolean }} store
 * @returns {Promise<boolean>}
 */
export const isStoreReady = async ({ uri, port, isMongod: isReal }) => {
  const { MongoClient } = await import('mongodb');
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 1_500, connectTimeoutMS: 1_500 });
  try {
    const admin = client.db('admin');
    const hello = await admin.command({ hello: 1 });
    if (!hello.isWritablePrimary && isReal) await initiate(admin, port);
    return hello.isWritablePrimary === true;
  } catch {
    return false;
  } finally {
    await client.close();
  }
};

/** @param {StoreProgram} program */
export const isRealMongod = isMongod;
