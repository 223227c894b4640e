import type { ProgrammeDefinition } from '../../contracts/programme';
import type { OpenRound } from './api-round';
import type { Answer, Person, TestApi } from './api-server';

/** What a request that has to succeed answers; anything else ends the test and says what was answered. */
export async function done(asked: Promise<Answer>): Promise<Answer['body']> {
  const { status, body } = await asked;
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

const PATIENCE_MS = 20_000;

/** Reads until what is read is as awaited: what peers and timers do is not done when a command is answered. */
export async function until(
  read: () => Promise<Answer['body']>,
  isThere: (body: Answer['body']) => boolean,
): Promise<Answer['body']> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const body = await read();
    if (isThere(body)) return body;
    if (Date.now() > end) throw new Error(`not as awaited: ${JSON.stringify(body)}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

export const untilProject = (
  api: TestApi,
  round: OpenRound,
  projectId: string,
  isThere: (project: Answer['body']) => boolean,
) => until(() => done(api.get(`/projects/${projectId}`, round.manager)), isThere);

export const untilStage = (api: TestApi, round: OpenRound, projectId: string, stage: string) =>
  untilProject(api, round, projectId, (project) => project.stage === stage);

/** A checklist of the programme with every check ticked. */
export const ticked = ({ screening }: ProgrammeDefinition): Record<string, boolean> =>
  Object.fromEntries(screening.checklist.map(({ key }) => [key, true]));

export const screen = (api: TestApi, round: OpenRound, projectId: string, outcome = 'pass') =>
  done(
    api.post(
      `/projects/${projectId}/screening`,
      {
        outcome,
        checklist: outcome === 'pass' ? ticked(round.definition) : {},
        reasons: outcome === 'pass' ? '' : '材料不全',
      },
      round.manager,
    ),
  );

export const people = (api: TestApi, count: number): Promise<Person[]> =>
  Promise.all(Array.from({ length: count }, () => api.person(['reviewer'])));

export const idsOf = (persons: Person[]): string[] => persons.map(({ userId }) => userId);

/** A panel over the whole round, of those given; the first of them is in the chair. */
export const formPanel = (
  api: TestApi,
  round: OpenRound,
  stageKey: string,
  { members, reserves = [], ...coverage }: { members: Person[]; reserves?: Person[]; projectIds?: string[] },
) =>
  done(
    api.post(
      `/rounds/${round.roundId}/panels`,
      {
        stageKey,
        reviewerIds: idsOf(members),
        reserveIds: idsOf(reserves),
        chairId: members[0]?.userId,
        ...coverage,
      },
      round.manager,
    ),
  );

/** Each criterion at the same share of its most. */
export function scoresAt(definition: ProgrammeDefinition, stageKey: string, share: number) {
  const stage = [...definition.reviews, ...definition.evaluations].find(({ key }) => key === stageKey);
  return Object.fromEntries((stage?.rubric ?? []).map(({ key, max }) => [key, Math.round(max * share)]));
}

const placeOf = (definition: ProgrammeDefinition, stageKey: string): string =>
  `${definition.evaluations.some(({ key }) => key === stageKey) ? 'evaluations' : 'reviews'}/${stageKey}`;

/** One reviewer declares no conflict and submits. */
export async function scoreAs(
  api: TestApi,
  { definition }: OpenRound,
  [projectId, stageKey]: [string, string],
  reviewer: Person,
  share = 0.9,
): Promise<void> {
  const address = `/projects/${projectId}/${placeOf(definition, stageKey)}`;
  await done(api.post(`${address}/declare`, { conflict: false }, reviewer));
  const scores = scoresAt(definition, stageKey, share);
  await done(api.post(`${address}/submit`, { scores, comment: '可行', recommendation: 'fund' }, reviewer));
}

/** A panel's seats are filled by a message from the round; then each of them scores. */
export async function review(
  api: TestApi,
  round: OpenRound,
  [projectId, stageKey]: [string, string],
  members: Person[],
  share = 0.9,
): Promise<void> {
  await untilProject(api, round, projectId, ({ assessments }) =>
    assessments.some(
      (each: { stageKey: string; status: string }) => each.stageKey === stageKey && each.status === 'open',
    ),
  );
  for (const member of members) await scoreAs(api, round, [projectId, stageKey], member, share);
}

/** Ends the call a few seconds ahead and waits for it. */
export async function closeCall(api: TestApi, { roundId, manager }: OpenRound): Promise<void> {
  await done(api.post(`/rounds/${roundId}/close`, { reason: '名额已满' }, manager));
  await until(
    () => done(api.get(`/rounds/${roundId}`, manager)),
    ({ phase }) => phase === 'closed',
  );
}

export const decide = (
  api: TestApi,
  { roundId, manager }: OpenRound,
  awards: Record<string, number>,
  waitlist: string[] = [],
) =>
  done(
    api.post(
      `/rounds/${roundId}/decide`,
      {
        awards: Object.entries(awards).map(([projectId, amount]) => ({
          projectId,
          amount: { amount, currency: 'CNY' },
        })),
        waitlist,
        reasons: '按排名和预算',
        minutes: '演示纪要 1 号',
      },
      manager,
    ),
  );

/** Every party signs the agreement once it is drawn up. */
export async function sign(
  api: TestApi,
  round: OpenRound,
  projectId: string,
  signers: Person[],
): Promise<void> {
  const { agreement } = await untilProject(
    api,
    round,
    projectId,
    (project) => project.agreement?.documentSha256,
  );
  for (const signer of signers)
    await done(
      api.post(`/projects/${projectId}/agreement/sign`, { documentSha256: agreement.documentSha256 }, signer),
    );
}

/** A tranche that has fallen due is approved by one and confirmed by another, and the project learns that it is paid. */
export async function pay(api: TestApi, round: OpenRound, projectId: string, trancheKey: string) {
  const { tranches } = await untilProject(api, round, projectId, (project) =>
    project.tranches.some(
      ({ key, status }: { key: string; status: string }) => key === trancheKey && status === 'due',
    ),
  );
  const { paymentId } = tranches.find(({ key }: { key: string }) => key === trancheKey);
  await untilPayment(api, round, paymentId);
  await done(api.post(`/payments/${paymentId}/approve`, { comment: '' }, round.manager));
  await done(
    api.post(
      `/payments/${paymentId}/confirm`,
      { bankReference: `演示 ${trancheKey}`, paidAt: '2026-03-10T15:00:00+08:00' },
      round.finance,
    ),
  );
  await untilProject(api, round, projectId, (project) =>
    project.tranches.some(
      ({ key, status }: { key: string; status: string }) => key === trancheKey && status === 'paid',
    ),
  );
  return paymentId;
}

/** A payment is opened by a message from its project. */
export const untilPayment = (api: TestApi, { manager }: OpenRound, paymentId: string) =>
  until(
    () => api.get(`/payments/${paymentId}`, manager),
    ({ status }) => status === 200,
  );

export async function reachMilestone(
  api: TestApi,
  { applicant, manager }: OpenRound,
  [projectId, key]: [string, string],
  spending = 0,
): Promise<void> {
  const address = `/projects/${projectId}/milestones/${key}`;
  const report = {
    narrative: '开展活动 12 场。',
    indicators: { visits: 120 },
    spending: { amount: spending, currency: 'CNY' },
    attachments: [],
  };
  await done(api.post(`${address}/report`, report, applicant));
  await done(api.post(`${address}/review`, { outcome: 'met', comment: '' }, manager));
}

export async function evaluate(
  api: TestApi,
  round: OpenRound,
  [projectId, key]: [string, string],
  members: Person[],
  share = 0.9,
): Promise<void> {
  await done(
    api.post(
      `/projects/${projectId}/evaluations/${key}/report`,
      { narrative: '自评：进度过半。' },
      round.applicant,
    ),
  );
  await review(api, round, [projectId, key], members, share);
}
