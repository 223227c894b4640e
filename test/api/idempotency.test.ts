import { randomUUID } from 'node:crypto';
import { draftProject, joinRound, openRound, yuan, type OpenRound } from '../factories/api-round';
import { TestApi } from '../factories/api-server';

let api: TestApi;
let round: OpenRound;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api);
});
afterAll(() => api?.close());

const keyed = (key: string) => ({ 'idempotency-key': key });

describe('an Idempotency-Key', () => {
  const name = () => `键（演示）${randomUUID()}`;

  it('gives the same reply for the same body, and makes nothing twice', async () => {
    const [key, body] = [randomUUID(), { name: name(), kind: 'general' }];
    const first = await api.post('/funds', body, round.finance, keyed(key));
    const again = await api.post('/funds', body, round.finance, keyed(key));
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const { body: found } = await api.get(
      `/funds?q=${encodeURIComponent(body.name)}&count=true`,
      round.finance,
    );
    expect(found.total).toBe(1);
  });

  it('with another body is refused', async () => {
    const key = randomUUID();
    await api.post('/funds', { name: name(), kind: 'general' }, round.finance, keyed(key));
    const { status, body } = await api.post(
      '/funds',
      { name: name(), kind: 'general' },
      round.finance,
      keyed(key),
    );
    expect([status, body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('of another person is another key', async () => {
    const other = await api.person(['finance']);
    const [key, body] = [randomUUID(), { name: name(), kind: 'general' }];
    const first = await api.post('/funds', body, round.finance, keyed(key));
    const theirs = await api.post('/funds', body, other, keyed(key));
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(first.body.id);
  });

  it.each([
    ['a fund', '/funds', () => ({ name: name(), kind: 'general' }), 'finance'],
    [
      'an organisation',
      '/organizations',
      () => ({
        name: name(),
        kind: 'filed',
        type: 'filedGroup',
        filing: { number: '1', authority: '街道', validUntil: '2099-01-01' },
        hubOrganizationId: round.organizationId,
      }),
      'manager',
    ],
    [
      'a person',
      '/users',
      () => ({
        name: '评审（演示）',
        email: `${randomUUID()}@test.example`,
        password: 'a long password',
        roles: ['reviewer'],
      }),
      'admin',
    ],
    [
      'a draft',
      '/projects',
      () => ({ roundId: round.roundId, organizationId: round.organizationId, title: name() }),
      'applicant',
    ],
  ] as const)('sent five times at once makes %s once', async (_name, path, bodyOf, who) => {
    const [key, body] = [randomUUID(), bodyOf()];
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => api.post(path, body, round[who], keyed(key))),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  });

  it('sent twice at once moves a project once', async () => {
    const other = await joinRound(api, round, '并发社');
    const id = await draftProject(api, other);
    const submitTwice = await Promise.all(
      [1, 2].map(() => api.post(`/projects/${id}/submit`, {}, other.applicant, keyed('submit'))),
    );
    expect(submitTwice.map(({ status }) => status)).toEqual([200, 200]);
    const { body } = await api.get(`/projects/${id}/history`, round.manager);
    expect(body.items.map(({ type }: { type: string }) => type)).toEqual(['applicationSubmitted']);
  });

  it('replays a donation once it has been taken, and refuses it with another amount', async () => {
    const donate = (yuans: number) =>
      api.post(
        `/funds/${round.fundId}/donations`,
        { donor: '商企（演示）', amount: yuan(yuans) },
        round.finance,
        keyed('donation'),
      );
    const [first, twin] = await Promise.all([donate(7), donate(7)]);
    expect(twin?.body.version).toBe(first?.body.version);
    expect((await donate(8)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it.each(['', 'x'.repeat(201)])('of no length or of too much is refused (%#)', async (key) => {
    const { status, body } = await api.post(
      '/funds',
      { name: name(), kind: 'general' },
      round.finance,
      keyed(key),
    );
    expect([status, body.errors]).toMatchObject([400, [{ path: 'Idempotency-Key' }]]);
  });
});
