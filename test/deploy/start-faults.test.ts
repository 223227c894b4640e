import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LocalServer, signalAll, type Environment } from '../factories/local-server';
import { productionEnvironment } from './product.process';

let server: LocalServer;
beforeEach(async () => {
  server = await LocalServer.prepare();
});
afterEach(() => server.clear());

/** A start that cannot succeed ends with one clear sentence in each language, leaves no process and no lock. */
async function expectRefusal(
  said: { zh: RegExp; en: RegExp },
  changed: Environment = {},
  command?: string[],
): Promise<void> {
  const { code, output } = await server.start(changed, command).ended;
  const sentence = output.slice(output.indexOf('✗'));
  expect(sentence).toMatch(said.zh);
  expect(sentence).toMatch(said.en);
  expect(sentence).not.toMatch(/^\s+at .*:\d+/m);
  expect(code).toBe(1);
  expect(server.processes()).toEqual([]);
  expect(['lock', 'running.json'].filter((name) => existsSync(join(server.dataDir, name)))).toEqual([]);
}

describe('npm start refuses, in a sentence that says what to do,', () => {
  it.each(['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'STORE_PORT'])(
    'a %s that another program holds',
    async (variable) => {
      const other = createServer();
      const port = await new Promise<number>((resolve) =>
        other.listen(0, '127.0.0.1', () => resolve((other.address() as AddressInfo).port)),
      );
      const said = {
        zh: new RegExp(`端口 ${port} 已被`),
        en: new RegExp(`Port ${port} .* set ${variable} to`),
      };
      await expectRefusal(said, { [variable]: String(port) }).finally(() => other.close());
    },
  );

  it('ports that are none, naming all of them at once', async () => {
    const changed = { PORT: 'http', TEMPORAL_PORT: '0', STORE_PORT: '65536' };
    for (const variable of Object.keys(changed))
      await expectRefusal({ zh: /无效/, en: new RegExp(`${variable}=.* is not a port`) }, changed);
  });

  it('settings that are wrong, naming all of them at once', async () => {
    const changed = { LOG_LEVEL: 'loud', ADMIN_EMAIL: 'nobody', MONGODB_DATABASE: 'a b' };
    await expectRefusal({ zh: /配置有误/, en: /MONGODB_DATABASE[^]*ADMIN_EMAIL[^]*LOG_LEVEL/ }, changed);
  });

  it('an address that others can reach, without secrets of its own', async () => {
    const en = /SESSION_SECRET[^]*CALLBACK_SECRET[^]*DATA_KEY[^]*ADMIN_EMAIL[^]*ADMIN_PASSWORD/;
    await expectRefusal({ zh: /配置有误/, en }, { HOST: '0.0.0.0' });
  });

  it.each([
    ['TEMPORAL_ADDRESS', '127.0.0.1:1'],
    ['MONGODB_URI', 'mongodb://127.0.0.1:1'],
  ])(
    'a %s where nobody answers',
    async (variable, address) => {
      const changed = { ...(await productionEnvironment()), [variable]: address };
      await expectRefusal({ zh: /无法连接/, en: new RegExp(`${variable}.* cannot be reached`) }, changed);
    },
    60_000,
  );

  it('a machine without Python, where the store needs it', async () => {
    // Only what starts us is on this path; an engine that needs no Python is not chosen in its place.
    const changed = { PATH: join(tmpdir(), 'nothing-here'), YICHUANG_STORE_ENGINE: 'secantusd-py' };
    await expectRefusal({ zh: /缺少 Python 3/, en: /Python 3 with pip is missing/ }, changed);
  });
});

/** Runs a start below a mount of its own, which goes away with it; as root, or where users may make namespaces. */
const below = (mount: string): string[] => {
  const { status, stderr } = spawnSync('unshare', ['--mount', '--map-root-user', 'true'], {
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(`This test mounts a small disk: run it as root, or allow user namespaces (${stderr})`);
  const script = `mount -t tmpfs ${mount} tmpfs "$DATA_DIR" && exec "$0" scripts/start.mjs`;
  return ['unshare', '--mount', '--map-root-user', 'sh', '-c', script, process.execPath];
};

describe('npm start refuses a disk', () => {
  it('that is full', async () => {
    const command = below('-o size=100m');
    await expectRefusal({ zh: /磁盘空间不足/, en: /The disk is \(nearly\) full/ }, {}, command);
  });

  it('that cannot be written', async () => {
    const command = below('-o ro');
    await expectRefusal({ zh: /无法写入数据目录/, en: /cannot be written \(EROFS\)/ }, {}, command);
  });
});

describe('npm start refuses a data folder', () => {
  let whole: string;

  beforeAll(async () => {
    whole = join(mkdtempSync(join(tmpdir(), 'yichuang-whole-')), 'data');
    const maker = await LocalServer.prepare();
    try {
      const started = maker.start();
      await started.ready();
      await signalAll(started, 'SIGINT');
      await started.ended;
      cpSync(maker.dataDir, whole, { recursive: true });
    } finally {
      await maker.clear();
    }
  }, 120_000);
  afterAll(() => rmSync(dirname(whole), { recursive: true, force: true }));

  const at = (...names: string[]): string => join(server.dataDir, ...names);
  const DATABASE = ['temporal', 'temporal.db'];
  const DAMAGES: [string, () => void, RegExp, RegExp][] = [
    [
      'with half its secrets',
      () => truncateSync(at('secrets.json'), 60),
      /密钥/,
      /restore the file from a backup/,
    ],
    ['that lost its secrets', () => rmSync(at('secrets.json')), /密钥/, /restore the file from a backup/],
    [
      'with half a mark of its engine',
      () => truncateSync(at('engine.json'), 5),
      /无法读取/,
      /cannot be read: restore/,
    ],
    ['that lost the mark of its engine', () => rmSync(at('engine.json')), /不完整/, /is incomplete/],
    [
      'that lost its workflows',
      () => rmSync(at('temporal'), { recursive: true }),
      /不完整/,
      /temporal.db is missing/,
    ],
    [
      'with an empty file of workflows',
      () => truncateSync(at(...DATABASE), 0),
      /不完整/,
      /temporal.db is missing/,
    ],
    [
      'with half its workflows',
      () => truncateSync(at(...DATABASE), 20_000),
      /已损坏/,
      /temporal are damaged/,
    ],
    [
      'with other bytes for its workflows',
      () => writeFileSync(at(...DATABASE), 'x'.repeat(9_000)),
      /已损坏/,
      /temporal are damaged/,
    ],
  ];

  it.each(DAMAGES)(
    '%s, and changes nothing in it',
    async (_title, damage, zh, en) => {
      cpSync(whole, server.dataDir, { recursive: true });
      damage();
      await expectRefusal({ zh, en });
    },
    60_000,
  );
});
