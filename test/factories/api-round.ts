import type { ApplicationDraft } from '../../contracts/application';
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
  admin: Person;
  manager: Person;
  finance: Person;
  applicant: Person;
  fundId: string;
  roundId: string;
  organizationId: string;
}

/** The built-in programme, a filled fund, a published round, an organisation, and who works with them. */
export async function openRound(api: TestApi): Promise<OpenRound> {
  const admin = await api.person(['admin']);
  const manager = await api.person(['manager']);
  const finance = await api.person(['finance']);
  await api.post('/programmes', VENTURE_GRANT, manager);
  const { body: fund } = await api.post('/funds', { name: '演示基金', kind: 'general' }, finance);
  await api.post(`/funds/${fund.id}/donations`, { donor: '商企（演示）', amount: yuan(300_000) }, finance);
  const { body: round } = await api.post(
    '/rounds',
    {
      programme: { key: 'venture-grant', version: 1 },
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
    { name: '银铃社工中心（演示）', kind: 'registered', type: 'serviceAgency', creditCode: CREDIT_CODE },
    manager,
  );
  const applicant = await api.person(['applicant'], organization.id);
  const ids = { fundId: fund.id, roundId: round.id, organizationId: organization.id };
  return { admin, manager, finance, applicant, ...ids };
}

/** A draft with its whole form, not submitted. */
export async function draftProject(api: TestApi, round: OpenRound): Promise<string> {
  const { roundId, organizationId, applicant } = round;
  const { body } = await api.post('/projects', { roundId, organizationId, title: '草稿' }, applicant);
  await api.request('PATCH', `/projects/${body.id}`, { as: applicant, body: buildForm() });
  return body.id;
}

export async function submitProject(api: TestApi, round: OpenRound): Promise<string> {
  const projectId = await draftProject(api, round);
  await api.post(`/projects/${projectId}/submit`, {}, round.applicant);
  return projectId;
}
