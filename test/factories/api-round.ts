import type { ApplicationDraft } from '../../contracts/application';
import type { ProgrammeDefinition } from '../../contracts/programme';
import { toDemonstration } from '../../domain/programmes/demo-durations';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import type { Person, TestApi } from './api-server';

export const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' as const });

/** A form that keeps all rules of the built-in programme. */
export const buildForm = (): ApplicationDraft => ({
  title: '敲门送餐日（演示）',
  summary: '每周为独居老人送餐并上门探访。',
  categories: ['elderly-children'],
  ask: yuan(30_000),
  budget: [
    { head: 'activities', description: '物料', grant: yuan(30_000), own: yuan(20_000), inKind: yuan(0) },
  ],
  contact: { name: '张某（演示）', phone: '13800000000' },
  commitment: true,
});

const CREDIT_CODE = '51330411TUR000018E';

export interface OpenRound {
  definition: ProgrammeDefinition;
  admin: Person;
  manager: Person;
  finance: Person;
  applicant: Person;
  fundId: string;
  roundId: string;
  organizationId: string;
}

/** The built-in programme as a demonstration plays it, with a notice that is over in a moment. */
export const QUICK_GRANT: ProgrammeDefinition = {
  ...toDemonstration(VENTURE_GRANT, 'quick-grant'),
  notice: { within: '1 second', answerWithin: '1 hour' },
};

const byOne = <Stage extends object>(stage: Stage) => ({ ...stage, reviewers: 1, quorum: 1 });

/** The same with one reviewer a panel, and a notice long enough to object in: for tests of what comes after the scores. */
export const LIGHT_GRANT: ProgrammeDefinition = {
  ...QUICK_GRANT,
  key: 'light-grant',
  reviews: QUICK_GRANT.reviews.map(byOne),
  evaluations: QUICK_GRANT.evaluations.map(byOne),
  notice: { within: '8 seconds', answerWithin: '1 hour' },
};

/** A programme (the built-in one, where none is given), a filled fund, a published round, an organisation, and who works with them. */
export async function openRound(
  api: TestApi,
  { definition = VENTURE_GRANT, creditCode = CREDIT_CODE } = {},
): Promise<OpenRound> {
  const admin = await api.person(['admin']);
  const manager = await api.person(['manager']);
  const finance = await api.person(['finance']);
  await api.post('/programmes', definition, manager);
  const { body: fund } = await api.post('/funds', { name: '演示基金', kind: 'general' }, finance);
  await api.post(`/funds/${fund.id}/donations`, { donor: '商企（演示）', amount: yuan(300_000) }, finance);
  const { body: round } = await api.post(
    '/rounds',
    {
      programme: { key: definition.key, version: definition.version },
      name: '演示轮',
      budget: yuan(300_000),
      sources: [{ fundId: fund.id, amount: yuan(300_000) }],
      opensAt: '2026-01-01T09:00:00+08:00',
      closesAt: '2099-12-31T17:00:00+08:00',
    },
    manager,
  );
  await api.post(`/rounds/${round.id}/publish`, {}, manager);
  const { body: organization } = await api.post(
    '/organizations',
    { name: '银铃社工中心（演示）', kind: 'registered', type: 'serviceAgency', creditCode },
    manager,
  );
  const applicant = await api.person(['applicant'], organization.id);
  const ids = { fundId: fund.id, roundId: round.id, organizationId: organization.id };
  return { definition, admin, manager, finance, applicant, ...ids };
}

/** Another community group of the round, filed and not registered, with somebody who applies for it. */
export async function joinRound(api: TestApi, round: OpenRound, name: string): Promise<OpenRound> {
  const { body } = await api.post(
    '/organizations',
    {
      name: `${name}（演示）`,
      kind: 'filed',
      type: 'filedGroup',
      filing: { number: `演备 ${name}`, authority: '演示街道', validUntil: '2099-12-31' },
      hubOrganizationId: round.organizationId,
    },
    round.manager,
  );
  return { ...round, organizationId: body.id, applicant: await api.person(['applicant'], body.id) };
}

/** A draft with its whole form, not submitted. */
export async function draftProject(
  api: TestApi,
  round: OpenRound,
  form: ApplicationDraft = {},
): Promise<string> {
  const { roundId, organizationId, applicant } = round;
  const { body } = await api.post('/projects', { roundId, organizationId, title: '草稿' }, applicant);
  await api.request('PATCH', `/projects/${body.id}`, { as: applicant, body: { ...buildForm(), ...form } });
  return body.id;
}

export async function submitProject(
  api: TestApi,
  round: OpenRound,
  form: ApplicationDraft = {},
): Promise<string> {
  const projectId = await draftProject(api, round, form);
  await api.post(`/projects/${projectId}/submit`, {}, round.applicant);
  return projectId;
}
