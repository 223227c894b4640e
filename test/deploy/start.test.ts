import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LocalServer, signalAll, type Started } from '../factories/local-server';
import { productionEnvironment } from './product.process';

/** Twice the 10 s in which it ends on a quiet machine. */
const STOP_WITHIN_MS = 20_000;

interface Session {
  get: (path: string) => Promise<ReturnType<typeof JSON.parse>>;
  post: (path: string, body: object) => Promise<ReturnType<typeof JSON.parse>>;
}

async function enter(server: LocalServer): Promise<Session> {
  const { ADMIN_EMAIL: identifier, ADMIN_PASSWORD: password } = server.readJson('secrets.json');
  const ask = async (method: string, path: string, body?: object, token = '') => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return answer.json() as ReturnType<typeof JSON.parse>;
  };
  const { token } = await ask('POST', '/auth/login', { identifier, password });
  return {
    get: (path) => ask('GET', path, undefined, token),
    post: (path, body) => ask('POST', path, body, token),
  };
}

/** How a start ended, and that it did in time. */
async function endOf({ ended }: Started) {
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, STOP_WITHIN_MS, 'late').unref());
  return Promise.race([ended, late]);
}

describe('npm start', () => {
  let server: LocalServer;
  let running: Started;
  let roundId: string;
  beforeAll(async () => {
    server = await LocalServer.prepare();
  });
  afterAll(() => server.clear());

  it('brings everything up on an empty data folder and says where it is and who may sign in', async () => {
    running = server.start();
    await running.ready();
    const ready = await fetch(`${server.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(running.output()).toContain(server.url);
    for (const role of ['admin', 'manager', 'finance', 'reviewer', 'applicant'])
      expect(running.output()).toMatch(new RegExp(`${role}.*@(demo\\.)?yichuang\\.local`));
  }, 90_000);

  it('begins a round whose call closes while nobody serves', async () => {
    const { post } = await enter(server);
    const amount = { amount: 100, currency: 'CNY' };
    const { id: fundId } = await post('/funds', { name: '重启基金（演示）', kind: 'general' });
    const round = await post('/rounds', {
      programme: { key: 'venture-grant', version: 1 },
      name: '重启轮（演示）',
      budget: amount,
      sources: [{ fundId, amount }],
      opensAt: '2026-01-01T09:00:00+08:00',
      closesAt: new Date(Date.now() + 4_000).toISOString(),
    });
    roundId = round.id;
    expect((await post(`/rounds/${roundId}/publish`, {})).phase).toBe('published');
  });

  it('refuses a second server on the same data, which names the first', async () => {
    const { code, output } = await server.start().ended;
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringContaining('Already running (process'),
    });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it('ends everything in order at Ctrl-C', async () => {
    await signalAll(running, 'SIGINT');
    expect(await endOf(running)).toMatchObject({ code: 0 });
    expect(server.processes()).toEqual([]);
    expect(
      ['lock', 'pids.json', 'running.json'].filter((name) => existsSync(join(server.dataDir, name))),
    ).toEqual([]);
  }, 30_000);

  it('is ready again with its data, and the round goes on', async () => {
    running = server.start({}, ['npm', 'start']);
    await running.ready();
    const { get } = await enter(server);
    const phases: string[] = [];
    while (phases.at(-1) !== 'closed' && phases.length < 100) {
      phases.push((await get(`/rounds/${roundId}`)).phase);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(phases.at(-1)).toBe('closed');
  }, 90_000);

  it('ends everything when npm alone is asked to', async () => {
    process.kill(running.pid, 'SIGTERM');
    expect(await endOf(running)).not.toBe('late');
    await expectNothingLeft(server);
  }, 30_000);

  it('ends what a killed supervisor left running, and serves the same data', async () => {
    const killed = server.start();
    await killed.ready();
    process.kill(killed.pid, 'SIGKILL');
    await killed.ended;
    expect(server.processes().length).toBeGreaterThanOrEqual(4);
    running = server.start();
    await running.ready();
    expect(running.output()).toContain('Ended what was left running: ');
    expect((await (await enter(server)).get(`/rounds/${roundId}`)).phase).toBe('closed');
  }, 90_000);

  it('starts a part again that was killed', async () => {
    const before = server.pidOf('api');
    await server.kill('api');
    while (server.pidOf('api') === before || server.pidOf('api') === undefined)
      await new Promise((resolve) => setTimeout(resolve, 50));
    for (;;) if ((await fetch(`${server.url}/healthz`).catch(() => null))?.status === 200) break;
    expect(running.output()).toContain('api ended unexpectedly (SIGKILL), starting it again');
  }, 30_000);

  it('ends everything when its terminal is closed', async () => {
    running.stopListening();
    await signalAll(running, 'SIGHUP');
    expect(await endOf(running)).toMatchObject({ code: 0 });
    expect(server.processes()).toEqual([]);
  }, 30_000);
});

/** npm is gone at once; what it had started notices that and ends within its own time. */
async function expectNothingLeft(server: LocalServer): Promise<void> {
  const until = Date.now() + STOP_WITHIN_MS;
  while (server.processes().length > 0 && Date.now() < until) await new Promise((r) => setTimeout(r, 100));
  expect(server.processes()).toEqual([]);
}

describe('npm start, killed in the middle of its first set-up', () => {
  it('completes the set-up at the next start', async () => {
    const server = await LocalServer.prepare();
    try {
      const killed = server.start();
      while (!killed.output().includes('Migrating')) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, 150));
      process.kill(killed.pid, 'SIGKILL');
      await killed.ended;
      const next = server.start();
      await next.ready();
      expect((await (await enter(server)).get('/programmes')).items).toHaveLength(2);
      await signalAll(next, 'SIGINT');
      expect(await endOf(next)).toMatchObject({ code: 0 });
    } finally {
      await server.clear();
    }
  }, 90_000);
});

describe('npm start, with servers that are named', () => {
  it('uses them and brings up none of its own', async () => {
    const own = await productionEnvironment();
    const server = await LocalServer.prepare(own);
    try {
      const running = server.start();
      await running.ready();
      expect(Object.keys(server.readJson('pids.json')).sort()).toEqual(['api', 'worker']);
      expect(server.readJson('running.json')).toMatchObject({
        temporalAddress: own['TEMPORAL_ADDRESS'],
        mongodbUri: own['MONGODB_URI'],
        localMode: false,
      });
      expect(running.output()).not.toContain(own['ADMIN_PASSWORD']);
      await signalAll(running, 'SIGINT');
      expect(await endOf(running)).toMatchObject({ code: 0 });
      expect(server.processes()).toEqual([]);
    } finally {
      await server.clear();
    }
  }, 120_000);
});
