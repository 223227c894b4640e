import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, DefaultLogger, Worker } from '@temporalio/worker';
import { ROUTES } from '../../api/routes';
import { errorsOf } from '../../api/openapi/errors-of';
import { createApp } from '../../api/app';
import { CommandGateway } from '../../api/commands/gateway';
import type { Deps } from '../../api/deps';
import { createUser } from '../../api/operations/users';
import { readinessOf } from '../../api/service/readiness';
import type { Role } from '../../contracts/fact';
import { loadConfig } from '../../platform/config';
import { createLogger } from '../../platform/logger';
import { openStore } from '../../store/connect';
import { migrate } from '../../store/migrate';
import { createActivities } from '../../worker/activities';

export const PASSWORD = 'correct horse battery staple';
const CALLBACK_SECRET = 'callback secret of a test, long enough';

export interface Answer {
  status: number;
  headers: Headers;
  /** The reply as JSON, where it is JSON: of any shape, as parsing gives it. */
  body: ReturnType<typeof JSON.parse>;
}

export interface Person {
  userId: string;
  identifier: string;
  token: string;
}

interface Options {
  as?: Person;
  headers?: Record<string, string>;
  body?: unknown;
  /** Sent as it is, instead of a body. */
  raw?: string | FormData;
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);

/** Whatever a route answers in any test, its definition has to name: so the document of the API is never wrong. */
function assertDeclared(method: string, path: string, { status, body }: Answer): void {
  const address = path.split('?')[0] ?? '';
  const route = ROUTES.find(
    (each) => each.method === method.toLowerCase() && patternOf(each.path).test(address),
  );
  if (!route || status < 400 || status === 500) return;
  if (!errorsOf(route).includes(body?.code))
    throw new Error(`${route.operationId} answered ${body?.code}, which it does not declare`);
}

function need(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is set by the test run's set-up`);
  return value;
}

function configure(database: string) {
  return loadConfig({
    TEMPORAL_ADDRESS: need('TEST_TEMPORAL_ADDRESS'),
    MONGODB_URI: need('TEST_MONGODB_URI'),
    MONGODB_DATABASE: database,
    TASK_QUEUE: database,
    SESSION_SECRET: 'session secret of a test, long enough too',
    CALLBACK_SECRET,
    DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    LOCAL_MODE: '1',
    LOG_LEVEL: 'silent',
  });
}

/** An API of a test's own: its own database and task queue on the real store and the real Temporal, with a worker. */
export class TestApi {
  readonly callbackSecret = CALLBACK_SECRET;
  private people = 0;

  private constructor(
    readonly url: string,
    readonly deps: Deps,
    private readonly closing: (() => Promise<unknown>)[],
  ) {}

  static async start({ withWorker = true }: { withWorker?: boolean } = {}): Promise<TestApi> {
    const database = `api_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
    const config = configure(database);
    const store = await openStore({ uri: config.mongodbUri, database });
    await migrate(store);
    const connection = await Connection.connect({ address: config.temporalAddress });
    const client = new Client({ connection });
    const deps: Deps = {
      config,
      store,
      logger: createLogger({ name: 'test', level: process.env.TEST_LOG ?? 'silent' }),
      commands: new CommandGateway(client, config.taskQueue),
      nowMs: () => Date.now(),
      readiness: readinessOf(client, store, config.taskQueue),
      checksReplies: true,
    };
    const server = createServer(createApp(deps));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const stopWorker = withWorker ? await startWorker(deps, client) : async () => undefined;
    return new TestApi(url, deps, [
      () => stopServer(server),
      stopWorker,
      () => connection.close(),
      () => store.db.dropDatabase(),
      () => store.close(),
    ]);
  }

  /** One request, under the base path unless the path says otherwise. */
  async request(method: string, path: string, options: Options = {}): Promise<Answer> {
    const { as, body, raw, headers = {} } = options;
    const response = await fetch(path.startsWith('/') ? `${this.url}/api/v1${path}` : `${this.url}/${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(as ? { authorization: `Bearer ${as.token}` } : {}),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const answer = {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    };
    assertDeclared(method, path, answer);
    return answer;
  }

  get = (path: string, as?: Person, headers?: Record<string, string>): Promise<Answer> =>
    this.request('GET', path, { as, headers });

  post = (path: string, body: unknown, as?: Person, headers?: Record<string, string>): Promise<Answer> =>
    this.request('POST', path, { body, as, headers });

  /** A person with roles, signed in. */
  async person(roles: Role[], organizationId?: string): Promise<Person> {
    this.people += 1;
    const email = `${roles[0]}${this.people}@test.example`;
    const id = `usr_${randomUUID().replaceAll('-', '').slice(0, 26)}`;
    await createUser(this.deps.store, {
      id,
      commandId: id,
      at: '2026-03-01T01:00:00.000Z',
      actor: { userId: 'system', roles: ['system'] },
      details: {
        name: `${roles[0]} ${this.people}（演示）`,
        email,
        password: PASSWORD,
        roles,
        ...(organizationId === undefined ? {} : { organizationId }),
      },
    });
    const { body } = await this.post('/auth/login', { identifier: email, password: PASSWORD });
    return { userId: id, identifier: email, token: body.token };
  }

  async close(): Promise<void> {
    for (const close of this.closing) await close();
  }
}

async function stopServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

let isQuiet = false;

/** A worker with the real workflows; it runs in this process and ends with the test. */
async function startWorker({ config, store }: Deps, client: Client): Promise<() => Promise<void>> {
  if (!isQuiet) Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
  isQuiet = true;
  const connection = await NativeConnection.connect({ address: config.temporalAddress });
  const worker = await Worker.create({
    connection,
    taskQueue: config.taskQueue,
    workflowBundle: { codePath: join(need('TEST_DIST'), 'workflow-bundle.js') },
    activities: createActivities({ store, client }),
  });
  const ran = worker.run();
  return async () => {
    worker.shutdown();
    await ran;
    await connection.close();
  };
}
