import { completeCreditCode } from '../../domain/credit-code';
import { toDemonstration } from '../../domain/programmes/demo-durations';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import { buildForm, yuan } from '../factories/api-round';
import { untilTrue, type PatientClient } from './patient-client';

/** The built-in programme with panels of one and a notice of two seconds: every kind of step, each as short as it can be. */
const PROGRAMME = (() => {
  const demonstration = toDemonstration(VENTURE_GRANT, 'durable-grant');
  const alone = { reviewers: 1, quorum: 1 };
  return {
    ...demonstration,
    reviews: demonstration.reviews.map((review) => ({ ...review, ...alone })),
    evaluations: demonstration.evaluations.map((evaluation) => ({ ...evaluation, ...alone })),
    notice: { ...demonstration.notice, within: '2 seconds' },
  };
})();

const AWARD = yuan(30_000);
const SCREENED = { standing: true, registration: true, noDoubleFunding: true, documents: true };
const PASSWORD = 'walk with me again';

export interface People {
  admin: PatientClient;
  manager: PatientClient;
  finance: PatientClient;
  reviewer: PatientClient;
  reviewerId: string;
  /** One an organisation. */
  applicants: { as: PatientClient; organizationId: string }[];
}

/** Everybody who takes part, and the programme: made once for all journeys. */
export async function invite(url: PatientClient, admin: PatientClient): Promise<People> {
  await admin.post('/programmes', PROGRAMME);
  const person = async (role: string, label: string, organizationId?: string) => {
    const email = `${label}@durable.example`;
    const belongs = organizationId === undefined ? {} : { organizationId };
    const details = { name: `${label}（演示）`, email, password: PASSWORD, roles: [role], ...belongs };
    const { id } = await admin.post('/users', details);
    return { id: id as string, as: await url.signIn(email, PASSWORD) };
  };
  const applicant = async (serial: number) => {
    const creditCode = completeCreditCode(`52330499YCDUR00${serial}`);
    const details = {
      name: `耐久社工中心${serial}（演示）`,
      kind: 'registered',
      type: 'serviceAgency',
      creditCode,
    };
    const { id: organizationId } = await admin.post('/organizations', details);
    return { as: (await person('applicant', `applicant${serial}`, organizationId)).as, organizationId };
  };
  const [manager, finance, reviewer] = await Promise.all([
    person('manager', 'manager'),
    person('finance', 'finance'),
    person('reviewer', 'reviewer'),
  ]);
  return {
    admin,
    manager: manager.as,
    finance: finance.as,
    reviewer: reviewer.as,
    reviewerId: reviewer.id,
    applicants: [await applicant(1), await applicant(2)],
  };
}

/** One journey under way: a fund and a round of its own, and the projects in it. */
export interface Journey extends People {
  label: string;
  fundId: string;
  roundId: string;
  projectIds: string[];
}

export const embark = (people: People, label: string): Journey => ({
  ...people,
  label,
  fundId: '',
  roundId: '',
  projectIds: [],
});

export interface Step {
  name: string;
  /** What has to have followed by itself before somebody can act. */
  ready?: (journey: Journey) => Promise<boolean>;
  act: (journey: Journey) => Promise<unknown>;
}

const step = (name: string, act: Step['act'], ready?: Step['ready']): Step => ({
  name,
  act,
  ...(ready ? { ready } : {}),
});

const at = ({ projectIds }: Journey, which: number): string => `/projects/${projectIds[which]}`;
const show = (journey: Journey, which: number) => journey.manager.get(at(journey, which));

/** A step in which nobody acts: what follows by itself is waited for. */
const follows = (name: string, holds: (journey: Journey) => Promise<boolean>): Step =>
  step(name, (journey) => untilTrue(`${name} (${journey.label})`, () => holds(journey)));

const CALL: Step[] = [
  step('create the fund', async (journey) => {
    journey.fundId = (await journey.finance.post('/funds', { name: '耐久基金（演示）', kind: 'general' })).id;
  }),
  step('record a donation', ({ finance, fundId }) =>
    finance.post(`/funds/${fundId}/donations`, { donor: '商企（演示）', amount: yuan(60_000) }),
  ),
  step('create the round', async (journey) => {
    const { manager, fundId } = journey;
    const round = {
      programme: { key: PROGRAMME.key, version: PROGRAMME.version },
      name: '耐久轮（演示）',
      budget: AWARD,
      sources: [{ fundId, amount: AWARD }],
      opensAt: '2026-01-01T09:00:00+08:00',
      closesAt: '2099-12-31T17:00:00+08:00',
    };
    journey.roundId = (await manager.post('/rounds', round)).id;
  }),
  step('publish the round', ({ manager, roundId }) => manager.post(`/rounds/${roundId}/publish`)),
];

const apply = (which: number): Step[] => [
  step('begin a draft', async (journey) => {
    const { roundId, applicants } = journey;
    const { as, organizationId = '' } = applicants[which] ?? {};
    const project = await as?.post('/projects', { roundId, organizationId, title: '草稿' });
    journey.projectIds[which] = project.id;
  }),
  step('fill in the form', async (journey) =>
    journey.applicants[which]?.as.patch(at(journey, which), buildForm()),
  ),
  step('add a file', async (journey) => {
    const form = new FormData();
    form.append('file', new Blob(['每周送餐的名单（演示）'], { type: 'text/plain' }), '名单.txt');
    await journey.applicants[which]?.as.post(`${at(journey, which)}/attachments`, form);
  }),
  step('submit', async (journey) => journey.applicants[which]?.as.post(`${at(journey, which)}/submit`)),
  step('screen', (journey) =>
    journey.manager.post(`${at(journey, which)}/screening`, { outcome: 'pass', checklist: SCREENED }),
  ),
];

const seat = (stageKey: string): Step =>
  step(`seat the panel of ${stageKey}`, ({ manager, roundId, reviewerId }) =>
    manager.post(`/rounds/${roundId}/panels`, { stageKey, reviewerIds: [reviewerId], chairId: reviewerId }),
  );

const RUBRICS = [...PROGRAMME.reviews, ...PROGRAMME.evaluations];

function assess(which: number, stageKey: string): Step[] {
  const isReview = PROGRAMME.reviews.some(({ key }) => key === stageKey);
  const address = (journey: Journey) =>
    `${at(journey, which)}/${isReview ? 'reviews' : 'evaluations'}/${stageKey}`;
  const rubric = RUBRICS.find(({ key }) => key === stageKey)?.rubric ?? [];
  const scores = Object.fromEntries(rubric.map(({ key, max }) => [key, Math.round(max * 0.9)]));
  const isOpen = async (journey: Journey): Promise<boolean> =>
    (await show(journey, which)).assessments.some(
      (it: { stageKey: string; status: string }) => it.stageKey === stageKey && it.status === 'open',
    );
  return [
    step(
      `declare for ${stageKey}`,
      (journey) => journey.reviewer.post(`${address(journey)}/declare`, { conflict: false }),
      isOpen,
    ),
    step(`score ${stageKey}`, (journey) =>
      journey.reviewer.post(`${address(journey)}/submit`, {
        scores,
        comment: '可行',
        recommendation: 'fund',
      }),
    ),
  ];
}

const decide = (waitlisted: number[]): Step[] => [
  step('close the call', ({ manager, roundId }) =>
    manager.post(`/rounds/${roundId}/close`, { reason: '到期' }),
  ),
  step(
    'decide',
    ({ manager, roundId, projectIds }) =>
      manager.post(`/rounds/${roundId}/decide`, {
        awards: [{ projectId: projectIds[0], amount: AWARD }],
        waitlist: waitlisted.map((which) => projectIds[which]),
        reasons: '按排名和预算',
      }),
    async ({ manager, roundId }) => (await manager.get(`/rounds/${roundId}`)).phase === 'closed',
  ),
];

const stageIs = (which: number, stage: string) => async (journey: Journey) =>
  (await show(journey, which)).stage === stage;

/** The award reaches its project, its notice passes, and the agreement lies before the parties. */
const awarded = (which: number): Step[] => [
  follows('the notice passes', stageIs(which, 'signing')),
  follows(
    'the agreement is drawn up',
    async (journey) => (await journey.manager.get(`${at(journey, which)}/agreement`)).status === 'open',
  ),
];

function sign(which: number): Step[] {
  const signs = (party: string, who: (journey: Journey) => PatientClient | undefined): Step =>
    step(`sign for the ${party}`, async (journey) => {
      const { documentSha256 } = await journey.manager.get(`${at(journey, which)}/agreement`);
      await who(journey)?.post(`${at(journey, which)}/agreement/sign`, { documentSha256, party });
    });
  return [
    ...awarded(which),
    signs('funder', ({ admin }) => admin),
    signs('operator', ({ manager }) => manager),
    signs('grantee', ({ applicants }) => applicants[which]?.as),
  ];
}

function pay(which: number, tranche: number): Step[] {
  const idOf = async (journey: Journey): Promise<string> =>
    (await show(journey, which)).tranches[tranche].paymentId;
  const isRequested = async (journey: Journey): Promise<boolean> => {
    const { items } = await journey.manager.get(`${at(journey, which)}/payments`);
    const paymentId = await idOf(journey);
    return items.some((it: { id: string }) => it.id === paymentId);
  };
  return [
    step(
      `approve tranche ${tranche + 1}`,
      async (journey) => journey.manager.post(`/payments/${await idOf(journey)}/approve`),
      isRequested,
    ),
    step(`confirm tranche ${tranche + 1}`, async (journey) =>
      journey.finance.post(`/payments/${await idOf(journey)}/confirm`, {
        bankReference: `HD-${journey.label}-${tranche}`,
        paidAt: '2026-03-10T15:00:00+08:00',
      }),
    ),
    follows(
      `tranche ${tranche + 1} is paid`,
      async (journey) => (await show(journey, which)).tranches[tranche].status === 'paid',
    ),
  ];
}

const reach = (key: string, spent: number): Step[] => [
  step(`report ${key}`, async (journey) =>
    journey.applicants[0]?.as.post(`${at(journey, 0)}/milestones/${key}/report`, {
      narrative: '按计划开展活动。',
      spending: yuan(spent),
    }),
  ),
  step(`review ${key}`, (journey) =>
    journey.manager.post(`${at(journey, 0)}/milestones/${key}/review`, { outcome: 'met' }),
  ),
];

const evaluate = (key: string): Step[] => [
  step(
    `report for ${key}`,
    async (journey) =>
      journey.applicants[0]?.as.post(`${at(journey, 0)}/evaluations/${key}/report`, { narrative: '自评' }),
    stageIs(0, 'evaluation'),
  ),
  ...assess(0, key),
];

/** A grant from its fund to its closing: every kind of step on the main path. */
export const GRANT: Step[] = [
  ...CALL,
  ...apply(0),
  seat('desk'),
  ...assess(0, 'desk'),
  seat('midterm'),
  seat('final'),
  ...decide([]),
  ...sign(0),
  ...pay(0, 0),
  ...reach('midterm', 10_000),
  ...evaluate('midterm'),
  ...pay(0, 1),
  ...reach('completion', 20_000),
  ...evaluate('final'),
  step('state the audit', (journey) =>
    journey.manager.post(`${at(journey, 0)}/audit-statement`, { acceptedSpending: AWARD, opinion: '合规' }),
  ),
  ...pay(0, 2),
  follows('the project is closed', stageIs(0, 'closed')),
];

/** An award that is declined: the first on the waitlist is promoted, signs, and is paid its first tranche. */
export const PROMOTION: Step[] = [
  ...CALL,
  ...apply(0),
  ...apply(1),
  seat('desk'),
  ...assess(0, 'desk'),
  ...assess(1, 'desk'),
  ...decide([1]),
  // Declined only then, so that the facts before it are the same in every journey.
  ...awarded(0),
  step('decline the award', async (journey) =>
    journey.applicants[0]?.as.post(`${at(journey, 0)}/decline`, { reason: '场地落空' }),
  ),
  follows('the waitlist moves up', async (journey) => (await show(journey, 1)).award !== null),
  ...sign(1),
  ...pay(1, 0),
];
