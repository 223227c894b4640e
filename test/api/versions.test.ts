import { done } from '../factories/api-play';
import {
  draftProject,
  joinRound,
  openRound,
  submitProject,
  yuan,
  type OpenRound,
} from '../factories/api-round';
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

describe('If-Match', () => {
  const ifMatch = (version: number | string) => ({ 'if-match': String(version) });
  const rename = (title: string, version: number | string, id: string, as = round.applicant) =>
    api.request('PATCH', `/projects/${id}`, { as, body: { title }, headers: ifMatch(version) });

  it.each(['organizations', 'projects', 'rounds', 'funds', 'users'] as const)(
    'with an older version is refused at %s, and says the version now',
    async (kind) => {
      const cases = {
        organizations: [
          'PATCH',
          `/organizations/${round.organizationId}`,
          { hostCommunity: '晴塘' },
          round.manager,
        ],
        projects: ['POST', `/projects/${projectId}/suspend`, { reason: '核查' }, round.manager],
        rounds: [
          'POST',
          `/rounds/${round.roundId}/extend`,
          { closesAt: '2199-01-01T00:00:00Z', reason: '延' },
          round.manager,
        ],
        funds: [
          'POST',
          `/funds/${round.fundId}/donations`,
          { donor: '商企', amount: yuan(1) },
          round.finance,
        ],
        users: ['POST', `/users/${round.finance.userId}/roles`, { roles: ['finance'] }, round.admin],
      } as const;
      const [method, path, body, as] = cases[kind];
      const answer = await api.request(method, path, { as, body, headers: ifMatch(99) });
      expect([answer.status, answer.body.code, typeof answer.body.version]).toEqual([
        412,
        'VERSION_CONFLICT',
        'number',
      ]);
    },
  );

  it('with the version that is there is taken, quoted or not', async () => {
    const other = await joinRound(api, round, '版本社');
    const id = await draftProject(api, other);
    const { version } = await done(api.get(`/projects/${id}`, other.applicant));
    const renamed = await done(rename('第一稿', version, id, other.applicant));
    expect(renamed).toMatchObject({ title: '第一稿', version: version + 1 });
    expect((await rename('第二稿', `"${version + 1}"`, id, other.applicant)).status).toBe(200);
    expect((await rename('第三稿', '*', id, other.applicant)).status).toBe(200);
    expect((await rename('过时', version, id, other.applicant)).status).toBe(412);
  });

  it('lets one of two pass that saw the same version, also where both are decided at once', async () => {
    const other = await joinRound(api, round, '抢先社');
    const id = await submitProject(api, other);
    const { version } = await done(api.get(`/projects/${id}`, round.manager));
    const answers = await Promise.all(
      ['甲', '乙', '丙'].map((reason) =>
        api.post(`/projects/${id}/suspend`, { reason }, round.manager, ifMatch(version)),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('that is no version is refused', async () => {
    expect((await rename('x', 'abc', projectId)).body).toMatchObject({
      status: 400,
      errors: [{ path: 'If-Match' }],
    });
  });

  it('left out, two who write different fields at once both keep what they wrote', async () => {
    const other = await joinRound(api, round, '同写社');
    const id = await draftProject(api, other);
    const write = (body: object) => api.request('PATCH', `/projects/${id}`, { as: other.applicant, body });
    const answers = await Promise.all([
      write({ title: '新题' }),
      write({ summary: '新摘要' }),
      write({ categories: ['women'] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { application } = await done(api.get(`/projects/${id}`, other.applicant));
    expect(application).toMatchObject({ title: '新题', summary: '新摘要', categories: ['women'] });
  });
});
