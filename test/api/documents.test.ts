import { done } from '../factories/api-play';
import { openRound, submitProject, yuan, type OpenRound } from '../factories/api-round';
import { TestApi } from '../factories/api-server';

let api: TestApi;
let round: OpenRound;
let projectId: string;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api);
  projectId = await submitProject(api, round);
});
afterAll(() => api?.close());

describe('a document', () => {
  it('has a prefixed id, a version and two instants with offset, whatever it is', async () => {
    const documents: Record<string, string> = {
      prj: `/projects/${projectId}`,
      rnd: `/rounds/${round.roundId}`,
      org: `/organizations/${round.organizationId}`,
      fnd: `/funds/${round.fundId}`,
      usr: `/users/${round.manager.userId}`,
    };
    for (const [prefix, path] of Object.entries(documents)) {
      const body = await done(api.get(path, prefix === 'usr' ? round.admin : round.manager));
      expect(body.id).toMatch(new RegExp(`^${prefix}_[0-9a-z]+$`));
      expect(body.version).toBeGreaterThan(0);
      for (const at of [body.createdAt, body.updatedAt])
        expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
    }
  });

  it('is numbered for people by year, round and project', async () => {
    const project = await done(api.get(`/projects/${projectId}`, round.manager));
    const { number } = await done(api.get(`/rounds/${round.roundId}`, round.manager));
    expect(number).toMatch(/^YC-\d{4}-\d{4}$/);
    expect(project.number).toBe(`${number}-0001`);
  });

  it('grows in version by the facts applied', async () => {
    const before = await done(api.get(`/funds/${round.fundId}`, round.finance));
    const donation = { donor: '商企（演示）', amount: yuan(1) };
    const after = await done(api.post(`/funds/${round.fundId}/donations`, donation, round.finance));
    expect(after.version).toBe(before.version + 1);
  });

  it('is answered at once at a version that is there, and 503 with Retry-After at one that does not come', async () => {
    const paths = [
      `/projects/${projectId}`,
      `/rounds/${round.roundId}`,
      `/organizations/${round.organizationId}`,
      `/funds/${round.fundId}`,
      `/users/${round.applicant.userId}`,
    ];
    await Promise.all(
      paths.map(async (path) => {
        const reader = path.startsWith('/users') ? round.admin : round.manager;
        expect((await api.get(`${path}?minVersion=1`, reader)).status).toBe(200);
        const { status, body, headers } = await api.get(`${path}?minVersion=999`, reader);
        expect([path, status, body.code]).toEqual([path, 503, 'VERSION_NOT_REACHED']);
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      }),
    );
  });

  it('says in allowed what the caller may do, and not what another may', async () => {
    const mine = await done(api.get(`/projects/${projectId}`, round.applicant));
    const theirs = await done(api.get(`/projects/${projectId}`, round.manager));
    expect(mine.allowed).toEqual(['withdraw']);
    expect(theirs.allowed).toEqual(expect.arrayContaining(['screening', 'suspend', 'terminate']));
    expect(theirs.allowed).not.toContain('withdraw');
    expect(theirs.tasks).toMatchObject([{ kind: 'screen', subject: { id: projectId } }]);
    expect(mine.tasks).toEqual([]);
  });
});

describe('an amount of money', () => {
  const donate = (amount: unknown) =>
    api.post(`/funds/${round.fundId}/donations`, { donor: '商企（演示）', amount }, round.finance);

  it.each([
    ['a fraction', { amount: 1.5, currency: 'CNY' }, 'amount.amount'],
    ['below zero', { amount: -1, currency: 'CNY' }, 'amount.amount'],
    ['beyond 2^53−1', { amount: 2 ** 53, currency: 'CNY' }, 'amount.amount'],
    ['in text', { amount: '100', currency: 'CNY' }, 'amount.amount'],
    ['in another currency', { amount: 100, currency: 'USD' }, 'amount.currency'],
    ['without a currency', { amount: 100 }, 'amount.currency'],
    ['a bare number', 100, 'amount'],
  ])('is refused with its path where it is %s', async (_name, amount, path) => {
    const { status, body } = await donate(amount);
    expect([status, body.code]).toEqual([400, 'INVALID_INPUT']);
    expect(body.errors[0]).toEqual({ path, code: expect.any(String), message: expect.any(String) });
  });

  it('is refused where it would take a balance beyond what can be counted exactly', async () => {
    const fund = await done(api.post('/funds', { name: '大额（演示）', kind: 'general' }, round.finance));
    const most = { donor: '商企（演示）', amount: { amount: Number.MAX_SAFE_INTEGER, currency: 'CNY' } };
    expect((await api.post(`/funds/${fund.id}/donations`, most, round.finance)).status).toBe(201);
    const { status, body } = await api.post(`/funds/${fund.id}/donations`, most, round.finance);
    expect([status, body.code]).toEqual([400, 'MONEY_INVALID']);
  });
});
