import * as play from '../factories/api-play';
import {
  draftProject,
  joinRound,
  openRound,
  LIGHT_GRANT,
  submitProject,
  yuan,
  type OpenRound,
} from '../factories/api-round';
import { TestApi, type Answer, type Person } from '../factories/api-server';

/** One round in which everything happens that may; each test takes projects of its own. */
let api: TestApi;
let round: OpenRound;
let members: Person[];
const entries: Record<string, OpenRound> = {};
const ids: Record<string, string> = {};

const NAMES = ['main', 'upheld', 'declines', 'waits', 'terminates', 'hostless', 'rejected'] as const;
type Name = (typeof NAMES)[number];
const idOf = (name: Name): string => ids[name] as string;
const entry = (name: Name): OpenRound => entries[name] as OpenRound;
const as = (name: Name): Person => entry(name).applicant;

/** Amounts are such that the waiting project fits only when an award comes free. */
const AWARD = 3_000_000;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api, { definition: LIGHT_GRANT });
  members = await play.people(api, 1);
  for (const { key, reviewers } of [...LIGHT_GRANT.reviews, ...LIGHT_GRANT.evaluations])
    await play.formPanel(api, round, key, { members: members.slice(0, reviewers) });
  for (const name of NAMES) {
    entries[name] = await joinRound(api, round, `事项社 ${name}`);
    ids[name] = await submitProject(api, entry(name));
  }
}, 120_000);
afterAll(() => api?.close());

const reads = async (name: Name, reader = round.manager): Promise<Answer['body']> =>
  play.done(api.get(`/projects/${idOf(name)}`, reader));
const act = (name: Name, verb: string, body: object, who: Person) =>
  api.post(`/projects/${idOf(name)}/${verb}`, body, who);

describe('before the decision', () => {
  it('an application over the cap is refused and gets no receipt', async () => {
    const greedy = await joinRound(api, round, '超限社');
    const id = await draftProject(api, greedy, { ask: yuan(60_000) });
    const { status, body } = await api.post(`/projects/${id}/submit`, {}, greedy.applicant);
    expect([status, body.code]).toEqual([422, 'CAP_EXCEEDED']);
    const draft = await play.done(api.get(`/projects/${id}`, greedy.applicant));
    expect(draft).toMatchObject({ stage: 'draft', receipt: null });
  });

  it('an application that is not whole names the fields that it lacks', async () => {
    const hasty = await joinRound(api, round, '急社');
    const draft = { roundId: round.roundId, organizationId: hasty.organizationId, title: '急' };
    const { id } = await play.done(api.post('/projects', draft, hasty.applicant));
    const { status, body } = await api.post(`/projects/${id}/submit`, {}, hasty.applicant);
    expect([status, body.code]).toEqual([422, 'APPLICATION_INCOMPLETE']);
    for (const field of ['summary', 'categories', 'ask', 'budget']) expect(body.detail).toContain(field);
  });

  it('an organisation has one application in a round, and another when it withdraws', async () => {
    const keen = await joinRound(api, round, '热心社');
    const first = await submitProject(api, keen);
    const second = await draftProject(api, keen);
    expect((await api.post(`/projects/${second}/submit`, {}, keen.applicant)).body.code).toBe(
      'ONE_PROJECT_PER_ORGANIZATION',
    );
    await play.done(api.post(`/projects/${first}/withdraw`, { reason: '重写' }, keen.applicant));
    expect((await api.post(`/projects/${second}/submit`, {}, keen.applicant)).status).toBe(200);
    await play.done(api.post(`/projects/${second}/withdraw`, {}, keen.applicant));
  });

  it('an application is returned for correction once, and keeps its receipt', async () => {
    const before = await reads('main');
    const returned = await play.screen(api, round, idOf('main'), 'return');
    expect(returned).toMatchObject({ stage: 'correction', deadlines: [{ key: 'correction' }] });
    const change = { as: as('main'), body: { summary: '补充：每周两次。' } };
    await play.done(api.request('PATCH', `/projects/${idOf('main')}`, change));
    const again = await play.done(act('main', 'submit', {}, as('main')));
    expect(again).toMatchObject({ stage: 'screening', receipt: before.receipt });
    const twice = await act('main', 'screening', { outcome: 'return', reasons: '再补' }, round.manager);
    expect([twice.status, twice.body.code]).toEqual([409, 'CORRECTIONS_USED_UP']);
  });

  it('a rejection needs reasons, and passing needs every check', async () => {
    const reject = await act('rejected', 'screening', { outcome: 'reject' }, round.manager);
    expect([reject.status, reject.body.code]).toEqual([422, 'REASONS_REQUIRED']);
    const pass = await act(
      'rejected',
      'screening',
      { outcome: 'pass', checklist: { standing: true } },
      round.manager,
    );
    expect([pass.status, pass.body.code]).toEqual([422, 'CHECKLIST_INCOMPLETE']);
    const rejected = await play.screen(api, round, idOf('rejected'), 'reject');
    expect(rejected).toMatchObject({ stage: 'rejected', endReason: '材料不全' });
    const late = await act('rejected', 'withdraw', { reason: '' }, as('rejected'));
    expect([late.status, late.body]).toMatchObject([409, { stage: 'rejected', action: 'withdraw' }]);
  });

  it('a suspension stops everything but its end, and gives the time back', async () => {
    await play.done(act('main', 'suspend', { reason: '核查资质' }, round.manager));
    const screening = await act(
      'main',
      'screening',
      { outcome: 'pass', checklist: play.ticked(LIGHT_GRANT) },
      round.manager,
    );
    expect([screening.status, screening.body]).toMatchObject([
      409,
      { code: 'PROJECT_SUSPENDED', stage: 'screening', action: 'screening' },
    ]);
    expect(screening.body.allowed).toEqual(expect.arrayContaining(['resume', 'terminate']));
    const resumed = await play.done(act('main', 'resume', {}, round.manager));
    expect(resumed.suspended).toBeNull();
  });

  it('a deadline is moved later and never earlier', async () => {
    const extended = await joinRound(api, round, '延期社');
    const id = await submitProject(api, extended);
    const { deadlines } = await play.screen(api, round, id, 'return');
    const extend = (dueAt: string) =>
      api.post(`/projects/${id}/extend`, { deadline: 'correction', dueAt, reason: '汛期' }, round.manager);
    expect((await extend('2020-01-01T00:00:00+08:00')).body.code).toBe('EXTENSION_NOT_LATER');
    const later = await play.done(extend('2099-01-01T08:00:00+08:00'));
    expect(later.deadlines).toMatchObject([{ key: 'correction', dueAt: '2099-01-01T00:00:00.000Z' }]);
    expect(deadlines[0].dueAt < later.deadlines[0].dueAt).toBe(true);
    await play.done(api.post(`/projects/${id}/withdraw`, { reason: '' }, extended.applicant));
  });

  it('a review below its quorum is void, and goes on when it is re-opened with a reason', async () => {
    const strict = await openRound(api, {
      definition: {
        ...LIGHT_GRANT,
        key: 'strict-grant',
        reviews: LIGHT_GRANT.reviews.map((each) => ({ ...each, within: '3 seconds' })),
      },
      creditCode: '53310110TTTT00030J',
    });
    await play.formPanel(api, strict, 'desk', { members });
    const id = await submitProject(api, strict);
    await play.screen(api, strict, id);
    const isVoid = ({ assessments }: Answer['body']) => assessments[0]?.status === 'void';
    const halted = await play.untilProject(api, strict, id, isVoid);
    expect(halted).toMatchObject({ stage: 'review', tasks: [{ kind: 'reopenReview' }] });
    const reopen = { projectId: id, stageKey: 'desk', reason: '评委出差' };
    expect(
      (await api.post(`/rounds/${strict.roundId}/reopen-review`, { ...reopen, reason: '' }, strict.manager))
        .status,
    ).toBe(400);
    const again = await play.done(
      api.post(`/rounds/${strict.roundId}/reopen-review`, reopen, strict.manager),
    );
    expect(again.assessments[0]).toMatchObject({ status: 'open', attempt: 2 });
  });

  it('a project is withdrawn from screening, correction and review alike', async () => {
    for (const steps of [[], ['return'], ['pass']]) {
      const leaving = await joinRound(api, round, `撤回社${steps.join('')}`);
      const id = await submitProject(api, leaving);
      for (const outcome of steps) await play.screen(api, round, id, outcome);
      const left = await play.done(
        api.post(`/projects/${id}/withdraw`, { reason: '场地落空' }, leaving.applicant),
      );
      expect(left).toMatchObject({ stage: 'withdrawn', endReason: '场地落空', allowed: [] });
    }
  });
});

describe('the decision', () => {
  const competing: Name[] = ['main', 'upheld', 'declines', 'waits', 'terminates', 'hostless'];

  beforeAll(async () => {
    for (const name of competing) {
      await play.screen(api, round, idOf(name));
      await play.review(api, round, [idOf(name), 'desk'], members, 0.9 - competing.indexOf(name) / 50);
    }
    await play.closeCall(api, round);
  }, 120_000);

  const propose = (awards: Record<string, number>, waitlist: string[] = []) =>
    api.post(
      `/rounds/${round.roundId}/decide`,
      {
        awards: Object.entries(awards).map(([projectId, amount]) => ({
          projectId,
          amount: { amount, currency: 'CNY' },
        })),
        waitlist,
        reasons: '按排名',
      },
      round.manager,
    );

  it('ranks by score, each place with its reason', async () => {
    const { items } = await play.done(api.get(`/rounds/${round.roundId}/ranking`, round.manager));
    expect(items.map(({ projectId }: { projectId: string }) => projectId)).toEqual(competing.map(idOf));
    for (const item of items) expect(item).toMatchObject({ because: expect.any(String), aboveMinimum: true });
  });

  it('is refused whole where one line of it is wrong', async () => {
    const above = await propose({ [idOf('main')]: 3_000_001 });
    expect([above.status, above.body.code]).toEqual([422, 'DECISION_INVALID']);
    const stranger = await propose({ [idOf('rejected')]: 1 });
    expect([stranger.status, stranger.body.code]).toEqual([422, 'DECISION_INVALID']);
    const both = await propose({ [idOf('main')]: AWARD }, [idOf('main')]);
    expect([both.status, both.body.code]).toEqual([422, 'DECISION_INVALID']);
    expect((await reads('main')).stage).toBe('decision');
  });

  it('awards, waitlists and rejects, and every project learns it', async () => {
    await play.decide(
      api,
      round,
      Object.fromEntries(
        (['main', 'upheld', 'declines', 'terminates'] as Name[]).map((name) => [idOf(name), AWARD]),
      ),
      [idOf('waits')],
    );
    expect(await play.untilStage(api, round, idOf('waits'), 'waitlisted')).toMatchObject({
      decision: { outcome: 'waitlist' },
    });
    expect(await play.untilStage(api, round, idOf('hostless'), 'rejected')).toMatchObject({
      decision: { outcome: 'reject' },
    });
    const twice = await propose({});
    expect([twice.status, twice.body.code]).toEqual([409, 'ROUND_PHASE']);
  });

  it('lets who waits go, and the round waits for them no longer', async () => {
    await play.untilStage(api, round, idOf('waits'), 'waitlisted');
    expect(await play.done(act('waits', 'withdraw', { reason: '另有资助' }, as('waits')))).toMatchObject({
      stage: 'withdrawn',
    });
    await play.until(
      () => play.done(api.get(`/rounds/${round.roundId}`, round.manager)),
      ({ waitlist }) => waitlist.length === 0,
    );
  });

  it('shows the applicant the score with the decision', async () => {
    await play.untilProject(api, round, idOf('main'), ({ decision }) => decision);
    expect((await reads('main', as('main'))).score).toEqual(expect.any(Number));
  });
});
