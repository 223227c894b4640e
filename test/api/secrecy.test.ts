import type { ProgrammeDefinition } from '../../contracts/programme';
import * as play from '../factories/api-play';
import { joinRound, openRound, QUICK_GRANT, submitProject, type OpenRound } from '../factories/api-round';
import { TestApi, type Answer, type Person } from '../factories/api-server';

const [deskReview] = QUICK_GRANT.reviews;
if (!deskReview) throw new Error('the built-in programme has lost its review');
const TWO_REVIEWS: ProgrammeDefinition = {
  ...QUICK_GRANT,
  key: 'two-reviews',
  reviews: [deskReview, { ...deskReview, key: 'defence', name: { zh: '答辩', en: 'Defence' } }],
};

let api: TestApi;
let round: OpenRound;
let members: Person[];
let reserve: Person;
/** Runs rounds and reviews as well; has declared a conflict with the project. */
let conflicted: Person;
let auditor: Person;
let projectId: string;
let other: OpenRound;
let otherId: string;

const desk = (id: string) => `/projects/${id}/reviews/desk`;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api, { definition: TWO_REVIEWS });
  conflicted = await api.person(['reviewer', 'manager']);
  auditor = await api.person(['auditor']);
  members = [...(await play.people(api, 4)), conflicted];
  [reserve] = (await play.people(api, 1)) as [Person];
  await play.formPanel(api, round, 'desk', { members, reserves: [reserve] });
  projectId = await submitProject(api, round);
  other = await joinRound(api, round, '另一社');
  otherId = await submitProject(api, other);
  for (const id of [projectId, otherId]) await play.screen(api, round, id);
  for (const id of [projectId, otherId])
    await play.untilProject(api, round, id, ({ assessments }) => assessments[0]?.status === 'open');
  await play.done(api.post(`${desk(projectId)}/declare`, { conflict: true, reason: '亲属任职' }, conflicted));
  const [first] = members as [Person];
  await play.scoreAs(api, round, [projectId, 'desk'], first, 0.9);
});
afterAll(() => api?.close());

const member = (index: number): Person => members[index] as Person;
const scoresIn = ({ body }: Answer) =>
  body.seats
    .filter((seat: { scores?: object }) => seat.scores)
    .map((seat: { reviewerId: string }) => seat.reviewerId);

describe('a review that is under way', () => {
  it('shows a reviewer their own scores and nobody else any', async () => {
    expect(scoresIn(await api.get(desk(projectId), member(0)))).toEqual([member(0).userId]);
    for (const reader of [member(1), reserve, round.manager, round.admin, auditor, round.applicant]) {
      const answer = await api.get(desk(projectId), reader);
      expect([scoresIn(answer), answer.body.sealed, answer.body.result]).toEqual([[], true, null]);
    }
  });

  it('is sealed in the project, the list and the history as well', async () => {
    for (const reader of [member(1), round.manager, auditor, round.applicant]) {
      const { body } = await api.get(`/projects/${projectId}`, reader);
      expect(JSON.stringify(body.assessments)).not.toMatch(/"scores"|"total"|"comment"/);
      expect(body.score).toBeNull();
      const list = await api.get(`/projects?roundId=${round.roundId}`, reader);
      expect(list.body.items.map(({ score }: { score: number | null }) => score)).not.toContain(
        expect.any(Number),
      );
    }
    for (const reader of [round.manager, auditor, round.applicant]) {
      const { body } = await api.get(`/projects/${projectId}/history?type=scoresSubmitted`, reader);
      expect(body.items).toMatchObject([
        { sealed: true, data: { stageKey: 'desk' }, actor: { userId: 'sealed' } },
      ]);
      expect(Object.keys(body.items[0].data)).toEqual(['stageKey']);
      expect(body.items[0].hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('keeps a draft for its reviewer, and shows it to nobody else', async () => {
    await play.done(api.post(`${desk(projectId)}/declare`, { conflict: false }, member(1)));
    const draft = { scores: { need: 11 }, comment: '初稿', recommendation: 'none' };
    await play.done(api.request('PUT', desk(projectId), { as: member(1), body: draft }));
    expect((await api.get(desk(projectId), member(1))).body.draft).toEqual(draft);
    for (const reader of [member(0), round.manager, auditor])
      expect((await api.get(desk(projectId), reader)).body.draft).toBeNull();
  });

  it.each([
    ['of a criterion nobody has', { need: 1, beauty: 1 }],
    ['above the most', { need: 21 }],
  ])('refuses a draft with a score %s', async (_name, scores) => {
    const { status, body } = await api.request('PUT', desk(projectId), { as: member(1), body: { scores } });
    expect([status, body.code]).toEqual([422, 'SCORES_INVALID']);
  });

  it('takes scores once, after a declaration, whole, and from the panel only', async () => {
    const full = {
      scores: play.scoresAt(round.definition, 'desk', 0.5),
      comment: '',
      recommendation: 'none',
    };
    const submit = (as: Person, body: object = full) => api.post(`${desk(projectId)}/submit`, body, as);
    expect((await submit(member(2))).body.code).toBe('DECLARATION_REQUIRED');
    expect((await submit(member(1), { ...full, scores: { need: 1 } })).body.code).toBe('SCORES_INVALID');
    expect((await submit(member(0))).body.code).toBe('SCORES_ALREADY_SUBMITTED');
    expect((await submit(await api.person(['reviewer']))).status).toBe(404);
  });
});

describe('whoever has declared a conflict', () => {
  it('is replaced from the reserve', async () => {
    const { body } = await api.get(desk(projectId), round.manager);
    expect(body.seats).toContainEqual({ reviewerId: conflicted.userId, status: 'recused' });
    expect(body.seats).toContainEqual({ reviewerId: reserve.userId, status: 'invited' });
  });

  it('sees neither the record nor its files, its money, its facts or its review', async () => {
    const upload = new FormData();
    upload.append('file', new Blob(['名单'], { type: 'text/plain' }), '名单.txt');
    const file = await api.request('POST', `/projects/${projectId}/attachments`, {
      as: round.applicant,
      raw: upload,
    });
    const parts = [
      '',
      '/history',
      '/payments',
      '/reviews/desk',
      '/activities',
      '/amendments',
      '/supervision-notes',
      '/objections',
    ];
    for (const part of [...parts, `/attachments/${file.body.id ?? 'att_00000000000000000000000000'}`]) {
      const { status, body } = await api.get(`/projects/${projectId}${part}`, conflicted);
      expect([part, status, body.code]).toEqual([part, 403, 'CONFLICT_OF_INTEREST']);
    }
  });

  it('decides nothing about it, whatever other role they hold', async () => {
    const { status, body } = await api.post(`/projects/${projectId}/suspend`, { reason: '核查' }, conflicted);
    expect([status, body.code]).toEqual([403, 'CONFLICT_OF_INTEREST']);
  });

  it('does not find it in lists, counts and searches, nor a duty in it', async () => {
    const mine = await api.get(`/projects?roundId=${round.roundId}&count=true`, conflicted);
    expect(mine.body.items.map(({ id }: { id: string }) => id)).toEqual([otherId]);
    expect(mine.body.total).toBe(1);
    const duties = await api.get('/me/tasks?limit=200', conflicted);
    expect(JSON.stringify(duties.body)).not.toContain(projectId);
    expect(JSON.stringify(duties.body)).toContain(otherId);
  });

  it('stays out when the role of reviewer is taken from them', async () => {
    const lapsed = await api.person(['reviewer', 'manager']);
    const id = await submitProject(api, await joinRound(api, round, '曾评社'));
    const panel = [...members.slice(0, 4), lapsed];
    await play.formPanel(api, round, 'defence', { members: panel, projectIds: [id] });
    await play.screen(api, round, id);
    await play.review(api, round, [id, 'desk'], members);
    await play.untilProject(api, round, id, ({ assessments }) => assessments[1]?.status === 'open');
    await play.done(
      api.post(`/projects/${id}/reviews/defence/declare`, { conflict: true, reason: '师生' }, lapsed),
    );
    await play.done(api.post(`/users/${lapsed.userId}/roles`, { roles: ['manager'] }, round.admin));
    const { body } = await api.post('/auth/login', {
      identifier: lapsed.identifier,
      password: 'correct horse battery staple',
    });
    const list = await api.get(`/projects?roundId=${round.roundId}`, { ...lapsed, token: body.token });
    expect(JSON.stringify(list.body)).not.toContain(id);
    expect((await api.get(`/projects/${id}`, { ...lapsed, token: body.token })).status).toBe(403);
  });
});

describe('a review that is concluded', () => {
  beforeAll(async () => {
    const full = (share: number) => ({
      scores: play.scoresAt(round.definition, 'desk', share),
      comment: '',
      recommendation: 'fund',
    });
    await play.done(api.post(`${desk(projectId)}/submit`, full(0.8), member(1)));
    for (const each of [member(2), member(3), reserve])
      await play.scoreAs(api, round, [projectId, 'desk'], each, 0.7);
  });

  it('shows its scores to the house, and a reviewer the result', async () => {
    expect(scoresIn(await api.get(desk(projectId), round.manager))).toHaveLength(5);
    const { body } = await api.get(desk(projectId), member(3));
    expect(body).toMatchObject({ sealed: false, result: { score: expect.any(Number) } });
    expect(scoresIn(await api.get(desk(projectId), member(3)))).toEqual([member(3).userId]);
  });

  it('gives nothing away to the applicant before the decision', async () => {
    const { body } = await api.get(desk(projectId), round.applicant);
    expect(body).toMatchObject({ sealed: true, result: null });
    const project = await api.get(`/projects/${projectId}`, round.applicant);
    expect(JSON.stringify(project.body)).not.toMatch(/"score":\d|"total"|"byCriterion"/);
    const history = await api.get(`/projects/${projectId}/history?limit=200`, round.applicant);
    expect(JSON.stringify(history.body)).not.toMatch(/"score":\d|"total"/);
  });

  it('leaves no trace in the ranking of whoever declared a conflict', async () => {
    await play.formPanel(api, round, 'defence', {
      members: [...members.slice(0, 4), reserve],
      projectIds: [projectId],
    });
    await play.review(api, round, [projectId, 'defence'], [...members.slice(0, 4), reserve]);
    await play.untilStage(api, round, projectId, 'decision');
    const ranked = async (as: Person) =>
      JSON.stringify((await api.get(`/rounds/${round.roundId}/ranking`, as)).body);
    expect(await ranked(round.manager)).toContain(projectId);
    expect(await ranked(conflicted)).not.toContain(projectId);
  });
});

describe('an applicant', () => {
  it('sees their own projects and nobody else’s, in the record, the list and the register', async () => {
    expect((await api.get(`/projects/${otherId}`, round.applicant)).status).toBe(404);
    const list = await api.get('/projects?count=true', round.applicant);
    expect(list.body).toMatchObject({ items: [{ id: projectId }], total: 1 });
    expect((await api.get(`/organizations/${other.organizationId}`, round.applicant)).status).toBe(404);
    const register = await api.get('/organizations', round.applicant);
    expect(register.body.items.map(({ id }: { id: string }) => id)).toEqual([round.organizationId]);
  });

  it('changes no other organisation and applies for no other', async () => {
    const change = { as: round.applicant, body: { name: '改名' } };
    expect((await api.request('PATCH', `/organizations/${other.organizationId}`, change)).status).toBe(404);
    const draft = { roundId: round.roundId, organizationId: other.organizationId, title: '冒名' };
    expect((await api.post('/projects', draft, round.applicant)).status).toBe(403);
    expect((await api.post(`/projects/${otherId}/withdraw`, {}, round.applicant)).status).toBe(404);
  });

  it('who also reviews does not see, by that, the accounts of what they review', async () => {
    const both = await api.person(['reviewer', 'applicant'], other.organizationId);
    const id = await submitProject(api, await joinRound(api, round, '被评社'));
    await play.formPanel(api, round, 'defence', {
      members: [...members.slice(0, 4), both],
      projectIds: [id],
    });
    await play.screen(api, round, id);
    await play.review(api, round, [id, 'desk'], members);
    await play.untilProject(api, round, id, ({ assessments }) => assessments[1]?.status === 'open');
    expect((await api.get(`/projects/${id}`, both)).status).toBe(200);
    for (const part of ['history', 'payments'])
      expect((await api.get(`/projects/${id}/${part}`, both)).status).toBe(404);
  });
});

describe('whoever belongs to the organisation that applies', () => {
  it('is not invited to review it, nor put in later', async () => {
    const inside = await api.person(['reviewer'], other.organizationId);
    const panel = {
      stageKey: 'defence',
      reviewerIds: play.idsOf([...members.slice(0, 4), inside]),
      chairId: member(0).userId,
      projectIds: [otherId],
    };
    const { status, body } = await api.post(`/rounds/${round.roundId}/panels`, panel, round.manager);
    expect([status, body.code]).toEqual([422, 'PANEL_MEMBER_INVALID']);
    const formed = await play.formPanel(api, round, 'defence', { members, projectIds: [otherId] });
    const change = { memberId: member(3).userId, substituteId: inside.userId, reason: '请假' };
    const replaced = await api.post(
      `/rounds/${round.roundId}/panels/${formed.id}/replace`,
      change,
      round.manager,
    );
    expect([replaced.status, replaced.body.code]).toEqual([422, 'PANEL_MEMBER_INVALID']);
  });

  it('and was invited before it applied, can only declare the conflict', async () => {
    const late = await joinRound(api, round, '后报社');
    const inside = await api.person(['reviewer'], late.organizationId);
    const lateRound = { ...late };
    await play.formPanel(api, round, 'defence', {
      members: [...members.slice(0, 4), inside],
      reserves: [reserve],
    });
    const id = await submitProject(api, lateRound);
    await play.screen(api, round, id);
    await play.review(api, round, [id, 'desk'], members);
    await play.untilProject(api, round, id, ({ assessments }) => assessments[1]?.status === 'open');
    const address = `/projects/${id}/reviews/defence`;
    const denied = await api.post(`${address}/declare`, { conflict: false }, inside);
    expect([denied.status, denied.body.code]).toEqual([403, 'CONFLICT_OF_INTEREST']);
    const draft = await api.request('PUT', address, { as: inside, body: { scores: { need: 1 } } });
    expect(draft.status).toBe(403);
    const declared = await play.done(
      api.post(`${address}/declare`, { conflict: true, reason: '本单位' }, inside),
    );
    expect(declared.seats).toContainEqual({ reviewerId: reserve.userId, status: 'invited' });
  });
});

describe('a panel', () => {
  it.each([
    [
      'of a project of another round',
      { projectIds: ['prj_00000000000000000000000000'] },
      400,
      'INVALID_INPUT',
    ],
    ['of a category that nobody has', { category: 'astronomy' }, 422, 'CATEGORY_UNKNOWN'],
    ['of a stage that nobody has', { stageKey: 'nowhere' }, 422, 'STAGE_UNKNOWN'],
    ['of too few', { reviewerIds: ['usr_00000000000000000000000000'] }, 422, 'PANEL_MEMBER_INVALID'],
  ])('%s is refused', async (_name, change, status, code) => {
    const panel = {
      stageKey: 'desk',
      reviewerIds: play.idsOf(members),
      chairId: member(0).userId,
      ...change,
    };
    const answer = await api.post(`/rounds/${round.roundId}/panels`, panel, round.manager);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is re-opened in the round that its project is of', async () => {
    const elsewhere = await openRound(api, { creditCode: '53310110TTTT00030J' });
    const body = { projectId, stageKey: 'desk', reason: '重开' };
    expect((await api.post(`/rounds/${elsewhere.roundId}/reopen-review`, body, round.manager)).status).toBe(
      404,
    );
  });
});
