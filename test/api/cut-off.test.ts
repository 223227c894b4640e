import { randomUUID } from 'node:crypto';
import { draftProject, openRound, yuan, type OpenRound } from '../factories/api-round';
import { TestApi, type Answer, type Person } from '../factories/api-server';

/**
 * An API that is killed between what a request did and the keeping of its answer leaves the request under its key as
 * one that was begun. Whoever made it does not know more than that, and sends it again.
 */
describe('a request whose answer was lost with its server', () => {
  let api: TestApi;
  let round: OpenRound;
  beforeAll(async () => {
    api = await TestApi.start();
    round = await openRound(api);
  }, 120_000);
  afterAll(() => api.close());

  /** What a kill just before the keeping of an answer leaves of a request. */
  const forgetAnswers = () =>
    api.deps.store.db
      .collection('idempotency')
      .updateMany({}, { $set: { state: 'pending' }, $unset: { status: '', body: '' } });

  /** Sends a request, forgets that it was answered, and sends it again under the same key. */
  async function sendTwice(path: string, body: unknown, as: Person): Promise<[Answer, Answer]> {
    const headers = { 'idempotency-key': randomUUID() };
    const ask = () => api.request('POST', path, { as, headers, body });
    const first = await ask();
    await forgetAnswers();
    return [first, await ask()];
  }

  const expectSame = ([first, second]: [Answer, Answer], status: number): void => {
    expect(first.status).toBe(status);
    expect([second.status, second.body]).toEqual([status, first.body]);
  };

  it('makes a person once', async () => {
    const details = {
      name: '新人（演示）',
      email: 'new@test.example',
      password: 'walk with me',
      roles: ['reviewer'],
    };
    expectSame(await sendTwice('/users', details, round.admin), 201);
    const { body } = await api.get('/users?limit=200', round.admin);
    expect(body.items.filter(({ email }: { email: string }) => email === details.email)).toHaveLength(1);
  });

  it('makes a round once, under one number', async () => {
    const { body: before } = await api.get('/rounds', round.manager);
    const details = {
      programme: { key: 'venture-grant', version: 1 },
      name: '第二轮（演示）',
      budget: yuan(10),
      sources: [{ fundId: round.fundId, amount: yuan(10) }],
      opensAt: '2026-01-01T09:00:00+08:00',
      closesAt: '2099-12-31T17:00:00+08:00',
    };
    expectSame(await sendTwice('/rounds', details, round.manager), 201);
    const { body: after } = await api.get('/rounds', round.manager);
    expect(after.items).toHaveLength(before.items.length + 1);
  });

  it('counts a donation once, also when the fund has long forgotten the command', async () => {
    const { body: fund } = await api.post(
      '/funds',
      { name: '健忘基金（演示）', kind: 'general' },
      round.finance,
    );
    const donate = (key: string) =>
      api.post(`/funds/${fund.id}/donations`, { donor: '商企（演示）', amount: yuan(1) }, round.finance, {
        'idempotency-key': key,
      });
    const key = randomUUID();
    await donate(key);
    for (let batch = 0; batch < 12; batch += 1)
      await Promise.all(Array.from({ length: 10 }, () => donate(randomUUID())));
    await forgetAnswers();
    expect((await donate(key)).status).toBe(201);
    const { body } = await api.get(`/funds/${fund.id}`, round.finance);
    expect(body.balances.received.amount).toBe(121 * 100);
  }, 120_000);

  it('submits once, and the form no longer waits among the drafts', async () => {
    const projectId = await draftProject(api, round);
    const headers = { 'idempotency-key': randomUUID() };
    const submit = () => api.post(`/projects/${projectId}/submit`, {}, round.applicant, headers);
    const first = await submit();
    const { db } = api.deps.store;
    await forgetAnswers();
    await db
      .collection<{ _id: string }>('drafts')
      .updateOne({ _id: projectId }, { $unset: { submitted: '' } });
    const second = await submit();
    expect([first.status, second.status, second.body.receipt]).toEqual([200, 200, first.body.receipt]);
    const { body } = await api.get('/me/tasks', round.applicant);
    const subjects = body.items.filter(({ kind }: { kind: string }) => kind === 'submit');
    expect(subjects.map(({ subject }: { subject: { id: string } }) => subject.id)).not.toContain(projectId);
  });
});
