import * as play from '../factories/api-play';
import {
  joinRound,
  LIGHT_GRANT,
  openRound,
  submitProject,
  yuan,
  type OpenRound,
} from '../factories/api-round';
import { TestApi, type Person } from '../factories/api-server';

let api: TestApi;
let round: OpenRound;
let funder: Person;
let reviewer: Person;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api, { definition: LIGHT_GRANT });
  [funder, reviewer] = [await api.person(['admin']), await api.person(['reviewer'])];
  for (const { key } of [...LIGHT_GRANT.reviews, ...LIGHT_GRANT.evaluations])
    await play.formPanel(api, round, key, { members: [reviewer] });
});
afterAll(() => api?.close());

const appeal = (id: string, as: Person, reason = '证照在有效期内') =>
  api.post(`/projects/${id}/appeal`, { reason }, as);
const decide = (id: string, appealId: string, outcome: string) =>
  api.post(`/projects/${id}/appeals/${appealId}/decide`, { outcome, reason: '经复核' }, round.manager);

async function rejected(name: string): Promise<[OpenRound, string]> {
  const entry = await joinRound(api, round, name);
  const id = await submitProject(api, entry);
  await play.screen(api, round, id, 'reject');
  return [entry, id];
}

describe('an appeal against a rejection', () => {
  it('is made by the organisation alone, within a term, with a reason', async () => {
    const [entry, id] = await rejected('申诉一社');
    const project = await play.done(api.get(`/projects/${id}`, entry.applicant));
    expect(project).toMatchObject({ stage: 'rejected', allowed: ['appeal'], deadlines: [{ key: 'appeal' }] });
    expect((await appeal(id, round.applicant)).status).toBe(404);
    expect((await appeal(id, round.manager)).status).toBe(403);
    expect((await appeal(id, entry.applicant, '')).status).toBe(400);
    const made = await appeal(id, entry.applicant);
    expect([made.status, made.body.appeals]).toMatchObject([
      201,
      [{ id: expect.stringMatching(/^apl_/), against: 'rejection', outcome: null }],
    ]);
    const again = await appeal(id, entry.applicant);
    expect([again.status, again.body.code]).toEqual([409, 'APPEAL_TERM_OVER']);
    const { tasks } = await play.done(api.get(`/projects/${id}`, round.manager));
    expect(tasks).toMatchObject([{ kind: 'decideAppeal', dueAt: made.body.appeals[0].answerDueAt }]);
  });

  it('upheld, brings the application back to its screening', async () => {
    const [entry, id] = await rejected('申诉二社');
    const { appeals } = await play.done(appeal(id, entry.applicant));
    const back = await play.done(decide(id, appeals[0].id, 'upheld'));
    expect(back).toMatchObject({
      stage: 'screening',
      endReason: null,
      appeals: [{ outcome: 'upheld', answer: '经复核' }],
    });
    expect(await play.screen(api, round, id)).toMatchObject({ stage: 'review' });
  });

  it('dismissed, ends the matter', async () => {
    const [entry, id] = await rejected('申诉三社');
    const { appeals } = await play.done(appeal(id, entry.applicant));
    const over = await play.done(decide(id, appeals[0].id, 'dismissed'));
    expect(over).toMatchObject({
      stage: 'rejected',
      allowed: [],
      tasks: [],
      appeals: [{ outcome: 'dismissed' }],
    });
    expect((await decide(id, appeals[0].id, 'upheld')).body.code).toBe('APPEAL_DECIDED');
    expect((await decide(id, 'apl_00000000000000000000000000', 'upheld')).body.code).toBe('APPEAL_UNKNOWN');
    expect((await appeal(id, entry.applicant)).body.code).toBe('APPEAL_TERM_OVER');
  });

  it('is refused while there is nothing to appeal against', async () => {
    const entry = await joinRound(api, round, '申诉四社');
    const id = await submitProject(api, entry);
    const { status, body } = await appeal(id, entry.applicant);
    expect([status, body]).toMatchObject([
      409,
      { code: 'ACTION_NOT_ALLOWED', stage: 'screening', action: 'appeal' },
    ]);
  });
});

test('an appeal against a failed evaluation lets the grantee report again; one against a termination is answered', async () => {
  const other = await openRound(api, { definition: LIGHT_GRANT, creditCode: '53310110TTTT00030J' });
  for (const { key } of [...LIGHT_GRANT.reviews, ...LIGHT_GRANT.evaluations])
    await play.formPanel(api, other, key, { members: [reviewer] });
  const id = await submitProject(api, other);
  await play.screen(api, other, id);
  await play.review(api, other, [id, 'desk'], [reviewer]);
  await play.closeCall(api, other);
  await play.decide(api, other, { [id]: 3_000_000 });
  await play.untilStage(api, other, id, 'signing');
  await play.sign(api, other, id, [funder, other.manager, other.applicant]);
  await play.pay(api, other, id, 'first');
  await play.reachMilestone(api, other, [id, 'midterm'], 1_000_000);
  await play.evaluate(api, other, [id, 'midterm'], [reviewer], 0.3);
  const { appeals } = await play.done(appeal(id, other.applicant, '材料漏收'));
  expect(appeals).toMatchObject([{ against: 'evaluation' }]);
  const reopened = await play.done(decide(id, appeals[0].id, 'upheld'));
  expect(reopened.assessments.at(-1)).toMatchObject({ stageKey: 'midterm', status: 'reporting', attempt: 2 });
  await play.done(
    api.post(`/projects/${id}/terminate`, { reason: '停止运营', clawback: yuan(0) }, other.manager),
  );
  const against = await play.done(appeal(id, other.applicant, '并未停止'));
  expect(against.appeals[1]).toMatchObject({ against: 'termination' });
  const answered = await play.done(decide(id, against.appeals[1].id, 'upheld'));
  expect(answered).toMatchObject({ stage: 'terminated', appeals: [{}, { outcome: 'upheld' }] });
}, 120_000);
