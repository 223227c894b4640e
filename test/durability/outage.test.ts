import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { CommandGateway } from '../../api/commands/gateway';
import { completeCreditCode } from '../../domain/credit-code';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import { readEntries } from '../../store/ledger.repository';
import { openStore, type Store } from '../../store/connect';
import { buildForm, yuan } from '../factories/api-round';
import { LocalServer, signalAll, type Started } from '../factories/local-server';
import { OwnStore } from './own-store';
import { PatientClient, untilTrue } from './patient-client';

const ADMIN = { ADMIN_EMAIL: 'head@durable.example', ADMIN_PASSWORD: randomBytes(12).toString('hex') };
/** Whoever names a store brings real secrets along. */
const SECRETS = {
  ...ADMIN,
  SESSION_SECRET: randomBytes(32).toString('hex'),
  CALLBACK_SECRET: randomBytes(32).toString('hex'),
  DATA_KEY: randomBytes(32).toString('base64'),
};

let ownStore: OwnStore;
let server: LocalServer;
let running: Started;
let store: Store;
let connection: Connection;
let client: Client;
let admin: PatientClient;

beforeAll(async () => {
  ownStore = await OwnStore.start();
  server = await LocalServer.prepare({ ...SECRETS, MONGODB_URI: ownStore.uri });
  running = server.start();
  await running.ready();
  store = await openStore({ uri: ownStore.uri, database: 'yichuang' });
  connection = await Connection.connect({ address: server.readJson('running.json').temporalAddress });
  client = new Client({ connection });
  admin = await new PatientClient(server.url).signIn(ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD);
}, 120_000);

afterAll(async () => {
  await connection?.close();
  await store?.close();
  await signalAll(running, 'SIGINT');
  await running.ended;
  await server.clear();
  await ownStore.remove();
});

async function openFund(): Promise<string> {
  const { id } = await admin.post('/funds', { name: '停电基金（演示）', kind: 'general' });
  return id;
}

const donate = (fundId: string, amountFen: number) =>
  admin.post(`/funds/${fundId}/donations`, {
    donor: '商企（演示）',
    amount: { amount: amountFen, currency: 'CNY' },
  });

describe('a worker that is killed', () => {
  it('while a fund begins a new run of its workflow, counts each donation once', async () => {
    const fundId = await openFund();
    const amounts = Array.from({ length: 260 }, (_, index) => index + 1);
    const isRenewed = async () => (await client.workflow.count(`WorkflowId = "fund:${fundId}"`)).count > 1;
    const given = Promise.all(amounts.map((amountFen) => donate(fundId, amountFen)));
    await untilTrue('a second run', isRenewed);
    await server.kill('worker');
    await given;
    const sum = amounts.reduce((total, amountFen) => total + amountFen, 0);
    expect((await admin.get(`/funds/${fundId}`)).balances.available.amount).toBe(sum);
    const donations = (await readEntries(store, fundId)).filter(({ type }) => type === 'donationReceived');
    expect(donations).toHaveLength(amounts.length);
  }, 180_000);

  it('while a round tells its projects what was decided, tells each of them once', async () => {
    const { roundId, projectIds } = await fillRound(40);
    const deciding = admin.post(`/rounds/${roundId}/decide`, {
      awards: [{ projectId: projectIds[0], amount: yuan(30_000) }],
      reasons: '按受理顺序',
    });
    const round = client.workflow.getHandle(`round:${roundId}`);
    await untilTrue('it tells them', async () => (await pendingActivity(round, 'fanOut')) !== undefined);
    await sleep(150);
    await server.kill('worker');
    await deciding;
    await untilTrue('all are told', async () => (await admin.get(`/rounds/${roundId}`)).decision.delivered);
    const types = await Promise.all(
      projectIds.map(async (id) =>
        (await readEntries(store, id)).map(({ type }) => type).filter((type) => type === 'decisionApplied'),
      ),
    );
    expect(types).toEqual(projectIds.map(() => ['decisionApplied']));
  }, 180_000);
});

async function pendingActivity(handle: WorkflowHandle, type: string) {
  const { raw } = await handle.describe();
  return raw.pendingActivities?.find(({ activityType }) => activityType?.name === type);
}

/** A closed round of many projects that were never reviewed, because its programme has no review. */
async function fillRound(count: number): Promise<{ roundId: string; projectIds: string[] }> {
  const application = { ...VENTURE_GRANT.application, onePerOrganization: false };
  await admin.post('/programmes', { ...VENTURE_GRANT, key: 'no-review', reviews: [], application });
  const fundId = await openFund();
  await donate(fundId, 3_000_000);
  const { id: roundId } = await admin.post('/rounds', {
    programme: { key: 'no-review', version: 1 },
    name: '停电轮（演示）',
    budget: yuan(30_000),
    sources: [{ fundId, amount: yuan(30_000) }],
    opensAt: '2026-01-01T09:00:00+08:00',
    closesAt: '2099-12-31T17:00:00+08:00',
  });
  await admin.post(`/rounds/${roundId}/publish`);
  const { id: organizationId } = await admin.post('/organizations', {
    name: '停电社工中心（演示）',
    kind: 'registered',
    type: 'serviceAgency',
    creditCode: completeCreditCode('52330499YCDUR009'),
  });
  const login = { email: 'applicant@outage.example', password: 'walk with me again' };
  await admin.post('/users', { name: '申报人（演示）', ...login, roles: ['applicant'], organizationId });
  const applicant = await new PatientClient(server.url).signIn(login.email, login.password);
  const checklist = { standing: true, registration: true, noDoubleFunding: true, documents: true };
  const projectIds = await Promise.all(
    Array.from({ length: count }, async () => {
      const { id } = await applicant.post('/projects', { roundId, organizationId, title: '草稿' });
      await applicant.patch(`/projects/${id}`, buildForm());
      await applicant.post(`/projects/${id}/submit`);
      await admin.post(`/projects/${id}/screening`, { outcome: 'pass', checklist });
      return id as string;
    }),
  );
  await admin.post(`/rounds/${roundId}/close`, { reason: '到期' });
  await untilTrue(
    'the call is closed',
    async () => (await admin.get(`/rounds/${roundId}`)).phase === 'closed',
  );
  return { roundId, projectIds };
}

describe('a store that is away for longer than a few quick attempts', () => {
  let fundId: string;
  let handle: WorkflowHandle;
  let decided: Promise<unknown>;
  const orderOf = (commandId: string, amountFen: number) => ({
    kind: 'fund' as const,
    id: fundId,
    commandId,
    type: 'receiveDonation',
    actor: { userId: 'usr_finance', roles: ['finance' as const] },
    payload: {
      donationId: commandId,
      donor: '演示',
      amountFen,
      inKind: null,
      receivedAt: '2026-03-01T09:00:00+08:00',
    },
  });
  /** What the API sends once it has asked the store who somebody is: so that the store may go in between. */
  const send = (commandId: string, amountFen: number) =>
    new CommandGateway(client, 'yichuang').execute(orderOf(commandId, amountFen));
  const positionOf = () =>
    handle.query<{ version: number; recordedSeq: number; isBehind: boolean }>('position');

  it('is said to be missing, and whoever asks meanwhile is told to come back', async () => {
    fundId = await openFund();
    handle = client.workflow.getHandle(`fund:${fundId}`);
    await donate(fundId, 100);
    await ownStore.goAway();
    decided = send('cmd_in_the_dark', 250).catch((error: unknown) => error);
    const answer = await fetch(`${server.url}/api/v1/funds/${fundId}`, {
      headers: { authorization: 'Bearer whoever' },
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    expect(await answer.json()).toMatchObject({ code: 'STORE_BEHIND' });
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, JSON.stringify(await ready.json())]).toEqual([
      503,
      expect.stringContaining('store'),
    ]);
  }, 60_000);

  it('has the workflow hold what was decided, and refuse what comes after it', async () => {
    await untilTrue('it knows that it is behind', async () => (await positionOf()).isBehind);
    await expect(send('cmd_too_early', 1)).rejects.toMatchObject({ code: 'STORE_BEHIND' });
    expect(await positionOf()).toMatchObject({ version: 3, recordedSeq: 2 });
    expect(await decided).toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  }, 60_000);

  it('has everything written in order when it is back, and commands are taken again', async () => {
    await ownStore.comeBack();
    await untilTrue('all is recorded', async () => !(await positionOf()).isBehind);
    expect(await send('cmd_in_the_dark', 250)).toEqual({ version: 3 });
    expect(await send('cmd_too_early', 1)).toEqual({ version: 4 });
    const entries = await readEntries(store, fundId);
    expect(entries.map(({ seq, type }) => `${seq} ${type}`)).toEqual([
      '1 fundCreated',
      '2 donationReceived',
      '3 donationReceived',
      '4 donationReceived',
    ]);
    expect((await admin.get(`/funds/${fundId}`)).balances.available.amount).toBe(351);
    await donate(fundId, 1);
  }, 60_000);

  it('costs the workflow’s history no event a second', async () => {
    const { historyLength } = await handle.describe();
    expect(historyLength).toBeLessThan(60);
  });
});
