import type { ProgrammeDefinition } from '../../contracts/programme';
import * as play from '../factories/api-play';
import { openRound, QUICK_GRANT, submitProject, yuan, type OpenRound } from '../factories/api-round';
import { TestApi, type Answer, type Person } from '../factories/api-server';
import { SECOND_PROGRAMME } from '../factories/second-programme';

let api: TestApi;

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api?.close());

/** Panels for every stage of a programme, each as large as the programme asks for. */
async function seatEverybody(round: OpenRound, members: Person[]): Promise<void> {
  const { reviews, evaluations } = round.definition;
  for (const { key, reviewers } of [...reviews, ...evaluations])
    await play.formPanel(api, round, key, { members: members.slice(0, reviewers) });
}

const panelOf = ({ reviews, evaluations }: ProgrammeDefinition, stageKey: string, members: Person[]) =>
  members.slice(0, [...reviews, ...evaluations].find(({ key }) => key === stageKey)?.reviewers);

test('a project of the built-in programme goes from its application to its closing, each step by whose it is', async () => {
  const round = await openRound(api, { definition: QUICK_GRANT });
  const funder = await api.person(['admin']);
  const members = await play.people(api, 5);
  await seatEverybody(round, members);
  const projectId = await submitProject(api, round);
  const submitted = await play.done(api.get(`/projects/${projectId}`, round.applicant));
  expect(submitted).toMatchObject({ stage: 'screening', receipt: { number: submitted.number } });
  expect(submitted.number).toMatch(/^YC-\d{4}-\d{4}-0001$/);
  await play.screen(api, round, projectId);
  for (const { key, reviewers } of QUICK_GRANT.reviews)
    await play.review(api, round, [projectId, key], members.slice(0, reviewers));
  await play.untilStage(api, round, projectId, 'decision');
  await play.closeCall(api, round);
  const ranking = await play.done(api.get(`/rounds/${round.roundId}/ranking`, round.manager));
  expect(ranking.items).toMatchObject([{ place: 1, projectId, aboveMinimum: true }]);
  await play.decide(api, round, { [projectId]: 3_000_000 });
  await play.untilStage(api, round, projectId, 'signing');
  await play.sign(api, round, projectId, [funder, round.manager, round.applicant]);
  await play.pay(api, round, projectId, 'first');
  await play.reachMilestone(api, round, [projectId, 'midterm'], 1_000_000);
  await play.evaluate(api, round, [projectId, 'midterm'], panelOf(QUICK_GRANT, 'midterm', members));
  await play.pay(api, round, projectId, 'second');
  await play.reachMilestone(api, round, [projectId, 'completion'], 2_700_000);
  await play.evaluate(api, round, [projectId, 'final'], panelOf(QUICK_GRANT, 'final', members));
  await play.untilStage(api, round, projectId, 'closeout');
  const statement = { acceptedSpending: yuan(30_000), opinion: '支出真实合规。' };
  await play.done(api.post(`/projects/${projectId}/audit-statement`, statement, round.manager));
  await play.pay(api, round, projectId, 'last');
  const closed = await play.untilStage(api, round, projectId, 'closed');
  expect(closed).toMatchObject({
    grade: 'A',
    money: { award: yuan(30_000), paid: yuan(30_000), accepted: yuan(30_000), receivable: yuan(0) },
    deadlines: [],
    tasks: [],
  });
  const history = await play.done(api.get(`/projects/${projectId}/history?limit=200`, round.manager));
  expect(history.items.map(({ seq }: { seq: number }) => seq)).toEqual(
    history.items.map((_: unknown, index: number) => index + 1),
  );
  expect(history.items.at(-1)).toMatchObject({ type: 'projectClosed', sealed: false });
  await expectBalances(round, { paid: yuan(30_000), committed: yuan(0), available: yuan(270_000) });
});

/** The fund learns of a project's end by a message. */
async function expectBalances(
  { fundId, finance }: OpenRound,
  awaited: Record<string, object>,
): Promise<void> {
  const isThere = ({ balances }: Answer['body']) =>
    Object.entries(awaited).every(
      ([name, money]) => JSON.stringify(balances[name]) === JSON.stringify(money),
    );
  await play.until(() => play.done(api.get(`/funds/${fundId}`, finance)), isThere);
}

test('a project of another programme, with three reviews, four signers and 70/30 tranches, goes the same way', async () => {
  const definition = { ...SECOND_PROGRAMME, notice: QUICK_GRANT.notice };
  const round = await openRound(api, { definition, creditCode: '53310110TTTT00030J' });
  const community = await play.done(
    api.post(
      '/organizations',
      {
        name: '晴塘社区（演示）',
        kind: 'registered',
        type: 'residentsCommittee',
        creditCode: '52440104TTTT000228',
      },
      round.manager,
    ),
  );
  const host = await api.person(['host'], community.id);
  const funder = await api.person(['admin']);
  const members = await play.people(api, 5);
  await seatEverybody(round, members);
  const projectId = await submitProject(api, round, { hostOrganizationId: community.id });
  await play.screen(api, round, projectId);
  for (const [index, { key, reviewers }] of definition.reviews.entries())
    await play.review(api, round, [projectId, key], members.slice(0, reviewers), 0.6 + 0.2 * index);
  const decided = await play.untilStage(api, round, projectId, 'decision');
  expect(decided.score).toBe((60 + 2 * 80 + 2 * 100) / 5);
  await play.closeCall(api, round);
  await play.decide(api, round, { [projectId]: 2_999_999 });
  await play.untilStage(api, round, projectId, 'signing');
  await play.sign(api, round, projectId, [funder, round.manager, round.applicant]);
  expect((await play.done(api.get(`/projects/${projectId}`, host))).stage).toBe('signing');
  await play.sign(api, round, projectId, [host]);
  const { tranches } = await play.untilStage(api, round, projectId, 'implementation');
  expect(tranches.map(({ amount }: { amount: object }) => amount)).toEqual([
    { amount: 2_099_999, currency: 'CNY' },
    { amount: 900_000, currency: 'CNY' },
  ]);
  await play.pay(api, round, projectId, 'start');
  await play.reachMilestone(api, round, [projectId, 'all'], 2_000_000);
  await play.evaluate(api, round, [projectId, 'final'], panelOf(definition, 'final', members));
  await play.pay(api, round, projectId, 'end');
  expect(await play.untilStage(api, round, projectId, 'closed')).toMatchObject({ grade: '优' });
});
