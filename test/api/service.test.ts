import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../api/app';
import type { Deps } from '../../api/deps';
import { openStore } from '../../store/connect';
import { until } from '../factories/api-play';
import { TestApi, type Answer } from '../factories/api-server';

let api: TestApi;

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api?.close());

const ask = (path: string) => api.request('GET', path);

/** The same service with a part of it exchanged. */
async function withApp<Result>(
  change: Partial<Deps>,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const app = createApp({ ...api.deps, ...change });
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('the service says that it is alive without anybody signing in', async () => {
  expect(await ask('healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
});

test('the service is ready when each of its parts is', async () => {
  const isReady = ({ status }: Answer['body']) => status === 200;
  const { body } = await until(() => ask('readyz'), isReady);
  expect(body).toEqual({ status: 'ready', parts: { temporal: 'ok', store: 'ok', worker: 'ok' } });
});

test('a worker that was never there is named', async () => {
  const alone = await TestApi.start({ withWorker: false });
  const { status, body } = await alone.request('GET', 'readyz');
  await alone.close();
  expect([status, body]).toMatchObject([503, { status: 'notReady', parts: { worker: 'missing' } }]);
});

test.each(['temporal', 'store'] as const)(
  '%s is named where it is missing, or does not answer',
  async (part) => {
    const never = () => new Promise<void>(() => undefined);
    for (const check of [() => Promise.reject(new Error('away')), never]) {
      const readiness = { ...api.deps.readiness, [part]: check };
      const { status, body } = await withApp({ readiness }, async (url) => {
        const response = await fetch(`${url}/readyz`);
        return { status: response.status, body: (await response.json()) as { parts: object } };
      });
      expect([status, body.parts]).toMatchObject([503, { [part]: 'missing' }]);
    }
  },
);

test('the metrics are text that Prometheus reads', async () => {
  const { status, headers, body } = await ask('metrics');
  expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/plain/)]);
  expect(body).toMatch(/^# HELP /m);
  expect(body).toMatch(/http_request/);
});

test('the document of the API is served as it is made', async () => {
  const { status, body } = await ask('openapi.json');
  expect([status, body.openapi]).toEqual([200, expect.stringMatching(/^3\.1\./)]);
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining(['/api/v1/projects', '/healthz', '/readyz']),
  );
});

test('the page of the documents loads nothing that its own policy forbids', async () => {
  const { status, headers, body } = await ask('docs/');
  expect(status).toBe(200);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'self'");
  const inline = [...body.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  expect(inline.filter(([, code]) => (code ?? '').trim() !== '')).toEqual([]);
  expect(body).not.toMatch(/\son\w+=/);
  const parts = [...body.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, address]) => address as string);
  expect(parts.length).toBeGreaterThan(0);
  for (const part of parts) {
    expect(part).not.toMatch(/^(https?:)?\/\//);
    const { pathname } = new URL(part, `${api.url}/docs/`);
    expect([part, (await ask(pathname.slice(1))).status]).toEqual([part, 200]);
  }
});

test('no reply tells which software made it, or may be kept by anybody', async () => {
  const { headers } = await ask('api/v1/public/rounds');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('cache-control')).toBe('no-store');
});

test('a store that is away is 503 with Retry-After, and nothing of it is told', async () => {
  const person = await api.person(['manager']);
  const { mongodbUri: uri, mongodbDatabase: database } = api.deps.config;
  const gone = await openStore({ uri, database });
  await gone.close();
  const { response, body } = await withApp({ store: gone }, async (url) => {
    const headers = { authorization: `Bearer ${person.token}` };
    const answer = await fetch(`${url}/api/v1/projects`, { headers });
    return { response: answer, body: (await answer.json()) as { code: string } };
  });
  expect([response.status, body.code]).toEqual([503, 'STORE_BEHIND']);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(JSON.stringify(body)).not.toMatch(/mongo|127\.0\.0\.1|stack/i);
});
