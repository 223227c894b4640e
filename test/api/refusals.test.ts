import { screen } from '../factories/api-play';
import { joinRound, openRound, submitProject, yuan, type OpenRound } from '../factories/api-round';
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

describe('a refusal', () => {
  it('is a problem document with all its parts', async () => {
    const { status, body, headers } = await api.get(
      '/projects/prj_00000000000000000000000000',
      round.manager,
    );
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toEqual({
      type: 'urn:yichuang:error:NOT_FOUND',
      title: '找不到',
      status,
      detail: '找不到，或您无权查看',
      instance: '/api/v1/projects/prj_00000000000000000000000000',
      code: 'NOT_FOUND',
    });
  });

  it.each([
    [undefined, 'zh-CN'],
    ['zh-CN', 'zh-CN'],
    ['zh-TW,en;q=0.5', 'zh-CN'],
    ['en', 'en'],
    ['en-GB,zh;q=0.8', 'en'],
    ['zh;q=0.3,en;q=0.9', 'en'],
    ['fr', 'zh-CN'],
    ['en;q=0', 'zh-CN'],
    ['*', 'zh-CN'],
  ])('speaks the language of %s', async (asked, spoken) => {
    const { body, headers } = await api.get(
      '/projects/nothing',
      round.manager,
      asked === undefined ? {} : { 'accept-language': asked },
    );
    expect(headers.get('content-language')).toBe(spoken);
    expect(/^[\x20-\x7e]+$/.test(body.title)).toBe(spoken === 'en');
    expect(/[\u4e00-\u9fff]/.test(body.errors[0].message)).toBe(spoken === 'zh-CN');
  });

  it('by the stage says stage, action and what is allowed, by the names of the routes', async () => {
    const { status, body } = await api.post(
      `/projects/${projectId}/reviews/desk/reopen`,
      { reason: '重开' },
      round.manager,
    );
    expect([status, body]).toMatchObject([
      409,
      { code: 'ACTION_NOT_ALLOWED', stage: 'screening', action: 'reopen-review' },
    ]);
    expect(body.allowed).toEqual(expect.arrayContaining(['screening', 'suspend', 'terminate']));
  });

  it('by a round or a payment says its stage as well', async () => {
    const { status, body } = await api.post(`/rounds/${round.roundId}/publish`, {}, round.manager);
    expect([status, body]).toMatchObject([
      409,
      { stage: 'published', phase: 'published', action: 'publish' },
    ]);
    expect(body.allowed).toEqual(expect.arrayContaining(['extend', 'close', 'cancel']));
  });

  it('by the method says which are taken', async () => {
    const { status, body, headers } = await api.request('DELETE', `/projects/${projectId}`, {
      as: round.manager,
    });
    expect([status, body.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'PATCH']);
  });

  it.each([
    ['text/plain', '{}', 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['application/x-www-form-urlencoded', 'a=1', 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['application/json', '{"a":', 400, 'MALFORMED_JSON'],
    ['application/json', `{"name":"${'x'.repeat(1_100_000)}"}`, 413, 'PAYLOAD_TOO_LARGE'],
  ])('of a body in %s (%#) has its status', async (type, raw, status, code) => {
    const answer = await api.request('POST', '/funds', {
      as: round.finance,
      raw,
      headers: { 'content-type': type },
    });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('meets a body that is not UTF-8', async () => {
    const response = await fetch(`${api.url}/api/v1/funds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${round.finance.token}` },
      body: Buffer.concat([
        Buffer.from('{"name":"'),
        Buffer.from([0xb2, 0xe2]),
        Buffer.from('","kind":"general"}'),
      ]),
    });
    const { code } = (await response.json()) as { code: string };
    expect([response.status, code]).toEqual([400, 'MALFORMED_JSON']);
  });

  it('at an address that is nowhere is a problem too', async () => {
    for (const path of ['/nowhere', 'nowhere', 'api/v1']) {
      const { status, body } = await api.request('GET', path, { as: round.manager });
      expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
    }
  });

  it('names every fault of the input at once, with its path', async () => {
    const line = {
      head: 'wages',
      description: '',
      grant: yuan(1),
      own: { amount: 0.5, currency: 'CNY' },
      inKind: yuan(0),
    };
    const { body } = await api.request('PATCH', `/projects/${projectId}`, {
      as: round.applicant,
      body: { ask: { amount: -5, currency: 'CNY' }, budget: [line] },
    });
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'ask.amount',
      'budget[0].description',
      'budget[0].head',
      'budget[0].own.amount',
    ]);
  });
});

test('a project that is screened is screened once', async () => {
  const other = await joinRound(api, round, '一次社');
  const id = await submitProject(api, other);
  await screen(api, round, id);
  const again = await api.post(
    `/projects/${id}/screening`,
    { outcome: 'reject', reasons: '再审' },
    round.manager,
  );
  expect([again.status, again.body]).toMatchObject([409, { stage: 'review', action: 'screening' }]);
});
