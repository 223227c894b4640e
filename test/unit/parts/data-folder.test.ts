import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const secretsModule = () => import('../../../scripts/parts/secrets.mjs');
const lockModule = () => import('../../../scripts/parts/lock.mjs');
const storeModule = () => import('../../../scripts/parts/store.mjs');
const foldersModule = () => import('../../../scripts/parts/folders.mjs');

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'yichuang-data-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const putDocument = () => {
  mkdirSync(join(dataDir, 'store', 'secantusd-py-1'), { recursive: true });
  writeFileSync(join(dataDir, 'store', 'secantusd-py-1', 'documents.wt'), 'x');
};

describe('the secrets of local mode', () => {
  it('are made up once and read by their owner only', async () => {
    const { readOrMakeSecrets } = await secretsModule();
    const first = readOrMakeSecrets(dataDir);
    expect(readOrMakeSecrets(dataDir)).toEqual(first);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('differ between two data folders', async () => {
    const { readOrMakeSecrets } = await secretsModule();
    const first = readOrMakeSecrets(dataDir);
    rmSync(join(dataDir, 'secrets.json'));
    expect(readOrMakeSecrets(dataDir).DATA_KEY).not.toBe(first.DATA_KEY);
  });

  it.each(['', '{', '{}', 'null', '{"DATA_KEY":1}'])(
    'are not replaced when the file reads %j',
    async (text) => {
      const { readOrMakeSecrets } = await secretsModule();
      writeFileSync(join(dataDir, 'secrets.json'), text);
      expect(() => readOrMakeSecrets(dataDir)).toThrow(/restore the file from a backup/);
      expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe(text);
    },
  );

  it('are not made up over data that the lost ones had encrypted', async () => {
    const { readOrMakeSecrets } = await secretsModule();
    putDocument();
    expect(() => readOrMakeSecrets(dataDir)).toThrow(/restore the file from a backup/);
  });
});

describe('the lock of a data folder', () => {
  it('refuses a second server and names the first', async () => {
    const { takeLock } = await lockModule();
    takeLock(dataDir);
    expect(() => takeLock(dataDir)).toThrow(`Already running (process ${process.pid})`);
  });

  it('is free again when it is given back', async () => {
    const { takeLock } = await lockModule();
    takeLock(dataDir)();
    expect(() => takeLock(dataDir)()).not.toThrow();
  });

  it.each([
    ['whose holder was killed', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' })],
    ['whose number went to another process since', JSON.stringify({ pid: process.pid, startedAt: '1' })],
    ['that was half-written', '{'],
  ])('is taken over from a lock %s', async (_title, text) => {
    const { takeLock } = await lockModule();
    writeFileSync(join(dataDir, 'lock'), text);
    const giveBack = takeLock(dataDir);
    giveBack();
    expect(readdirSync(dataDir)).toEqual([]);
  });
});

describe('a data folder', () => {
  it('that cannot be made is named in one sentence', async () => {
    const { takeLock } = await lockModule();
    writeFileSync(join(dataDir, 'file'), '');
    expect(() => takeLock(join(dataDir, 'file', 'data'))).toThrow(/cannot be written \(ENOTDIR\)/);
  });
});

describe('what a killed server left running', () => {
  const sleeper = (...args: string[]) =>
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', ...args], {
      detached: true,
      stdio: 'ignore',
    });

  it('is ended when its command line names this data folder', async () => {
    const child = sleeper(dataDir);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    writeFileSync(join(dataDir, 'pids.json'), JSON.stringify({ worker: child.pid }));
    expect(await (await lockModule()).endLeftovers(dataDir)).toEqual(['worker']);
    await ended;
  });

  it('is let alone when the number belongs to another program now', async () => {
    const child = sleeper('/somewhere/else');
    writeFileSync(join(dataDir, 'pids.json'), JSON.stringify({ worker: child.pid }));
    expect(await (await lockModule()).endLeftovers(dataDir)).toEqual([]);
    expect(child.exitCode).toBeNull();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  });

  it('is nothing when the list was half-written', async () => {
    writeFileSync(join(dataDir, 'pids.json'), '{"work');
    expect(await (await lockModule()).endLeftovers(dataDir)).toEqual([]);
  });
});

describe('the folder of the store', () => {
  const program = { engine: 'secantusd-py', version: '1', command: 'python3', args: [] };

  it('belongs to one engine and version, and is marked before a byte is written', async () => {
    const { openStoreFolder } = await storeModule();
    expect(openStoreFolder(program, dataDir)).toBe(join(dataDir, 'store', 'secantusd-py-1'));
    expect(JSON.parse(readFileSync(join(dataDir, 'engine.json'), 'utf8'))).toEqual({
      engine: 'secantusd-py',
      version: '1',
    });
  });

  it('is opened again with its documents', async () => {
    const { openStoreFolder } = await storeModule();
    openStoreFolder(program, dataDir);
    putDocument();
    expect(readdirSync(openStoreFolder(program, dataDir))).toEqual(['documents.wt']);
  });

  it('is refused when it holds documents that nothing says who wrote', async () => {
    const { openStoreFolder } = await storeModule();
    putDocument();
    expect(() => openStoreFolder(program, dataDir)).toThrow(/is incomplete/);
  });
});

describe('fillFolder', () => {
  it('leaves nothing that looks finished when it is interrupted', async () => {
    const { fillFolder } = await foldersModule();
    const folder = join(dataDir, 'part-1.0');
    const fill = fillFolder(folder, async (half) => {
      writeFileSync(join(half, 'binary'), 'half of it');
      throw new Error('the line went dead');
    });
    await expect(fill).rejects.toThrow('the line went dead');
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('removes what a filler that was killed left behind', async () => {
    const { fillFolder } = await foldersModule();
    mkdirSync(join(dataDir, `part-1.0.half-${2 ** 22 + 1}-ab`));
    await fillFolder(join(dataDir, 'part-1.0'), async () => {});
    expect(readdirSync(dataDir)).toEqual(['part-1.0']);
  });

  it('fills a folder that is there already no second time', async () => {
    const { fillFolder } = await foldersModule();
    mkdirSync(join(dataDir, 'part-1.0'));
    await fillFolder(join(dataDir, 'part-1.0'), async (half) => writeFileSync(join(half, 'binary'), ''));
    expect(existsSync(join(dataDir, 'part-1.0', 'binary'))).toBe(false);
  });
});
