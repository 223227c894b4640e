import type { ApiClient } from '../http/api-client';
import { inParallel } from '../http/in-parallel';
import type { Person } from '../http/person';
import { addOrganization, addPeople, type Run } from '../play/cast';
import { makeCreditCode } from '../play/credit-codes';
import type { Progress } from '../play/progress';
import { ensureProgramme, fillFund, formPanel, openRound } from '../play/round-office';
import { STAFF } from '../story/cast.fixture';
import { LARGE_PROGRAMME, REVIEWERS_PER_PANEL } from './large-programme';
import type { PlannedApplication, RoundPlan } from './round-plan';

/** Two processors hash two passwords at a time; a few more keep them busy while others are on their way. */
const APPLICANTS_AT_ONCE = 8;
const FUND = { name: '福利彩票公益金（演示）', donor: '市级福利彩票公益金（演示）' };

export interface Hall {
  roundId: string;
  fundId: string;
  manager: Person;
  auditor: Person;
  /** Who reads a category's applications. */
  panels: Map<string, Person[]>;
}

const reviewerParts = ({ categories }: RoundPlan) =>
  categories.flatMap(({ key }) =>
    Array.from({ length: REVIEWERS_PER_PANEL }, (_, index) => ({
      label: `reviewer-${key}-${index + 1}`,
      name: `评审 ${key} ${index + 1}（演示）`,
      role: 'reviewer' as const,
    })),
  );

async function formPanels(manager: Person, roundId: string, plan: RoundPlan, reviewers: Person[]) {
  const panels = new Map<string, Person[]>();
  for (const [index, { key }] of plan.categories.entries()) {
    const members = reviewers.slice(index * REVIEWERS_PER_PANEL, (index + 1) * REVIEWERS_PER_PANEL);
    await formPanel(manager, roundId, { stageKey: 'desk', reviewers: members, category: key });
    panels.set(key, members);
  }
  return panels;
}

/** The house, its money, its panels, and a published call. */
export async function openHall(client: ApiClient, admin: Person, run: Run, plan: RoundPlan): Promise<Hall> {
  await ensureProgramme(admin, LARGE_PROGRAMME);
  const people = await addPeople(client, admin, run, [...STAFF, ...reviewerParts(plan)]);
  const [manager, finance, auditor, ...reviewers] = people;
  if (!manager || !finance || !auditor) throw new Error('The cast is not complete');
  const source = await fillFund(finance, 'lottery', { ...FUND, amountFen: plan.budgetFen });
  const roundId = await openRound(manager, {
    name: `社会组织公益创投 ${plan.size}（演示）`,
    sources: [source],
    programme: LARGE_PROGRAMME,
    nowMs: Date.now(),
  });
  const panels = await formPanels(manager, roundId, plan, reviewers);
  return { roundId, fundId: source.fundId, manager, auditor, panels };
}

export interface Applicant {
  application: PlannedApplication;
  organizationId: string;
  person: Person;
}

/** An organisation and a person of its own for each application: nobody applies twice. */
export const addApplicants = (
  client: ApiClient,
  admin: Person,
  run: Run,
  { applications }: RoundPlan,
  progress: Progress,
): Promise<Applicant[]> =>
  inParallel(applications, APPLICANTS_AT_ONCE, async (application): Promise<Applicant> => {
    const label = `a${application.serial + 1}`;
    const { id } = await addOrganization(admin, label, {
      name: `社会服务中心 ${application.serial + 1}（演示）`,
      kind: 'registered',
      type: 'serviceAgency',
      creditCode: makeCreditCode('serviceAgency', run.name, label),
    });
    const part = { label, name: `申报人 ${application.serial + 1}（演示）`, role: 'applicant' as const };
    const [person] = await addPeople(client, admin, run, [{ ...part, organizationId: id }]);
    progress.advance('组织登记 organisations registered');
    return { application, organizationId: id, person: person as Person };
  });
