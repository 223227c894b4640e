import type { ProgrammeDefinition } from '../../../contracts/programme';
import { DEMO_PROGRAMME } from '../../setup/demonstration';
import type { ApiClient } from '../http/api-client';
import { inParallel } from '../http/in-parallel';
import type { Person } from '../http/person';
import { addOrganization, addPeople, type Run } from '../play/cast';
import { makeCreditCode } from '../play/credit-codes';
import { fenOfYuan } from '../play/money';
import type { Progress } from '../play/progress';
import { ensureProgramme, fillFund, formPanel, openRound } from '../play/round-office';
import { REVIEWER_PARTS, STAFF } from './cast.fixture';
import { HUB, ROUND_NAME, SOURCES, TALES, type Tale } from './round.fixture';

const ORGANIZATIONS_AT_ONCE = 6;
const FILING_AUTHORITY = '晴塘镇人民政府（演示）';
const SEATS_OF_DESK = 5;

/** Who is there when the play begins, and the round they work on. */
export interface Scene {
  programme: ProgrammeDefinition;
  roundId: string;
  fundIds: Record<Tale['source'], string>;
  hubOrganizationId: string;
  admin: Person;
  manager: Person;
  finance: Person;
  auditor: Person;
  deskPanel: Person[];
  reserve: Person;
  evaluators: Person[];
  applicants: Map<number, { person: Person; organizationId: string }>;
  progress: Progress;
}

interface House {
  admin: Person;
  manager: Person;
  finance: Person;
  auditor: Person;
  reviewers: Person[];
}

async function fillHouse(client: ApiClient, admin: Person, run: Run): Promise<House> {
  const parts = [...STAFF, ...REVIEWER_PARTS];
  const [manager, finance, auditor, ...reviewers] = await addPeople(client, admin, run, parts);
  if (!manager || !finance || !auditor) throw new Error('The cast is not complete');
  return { admin, manager, finance, auditor, reviewers };
}

async function registerOrganization(
  admin: Person,
  run: Run,
  tale: Tale,
  hubOrganizationId: string,
): Promise<string> {
  const { serial, organization, type } = tale;
  const named = { name: `${organization}（演示）`, type };
  const filing = {
    number: `晴备〔2026〕${serial} 号（演示）`,
    authority: FILING_AUTHORITY,
    validUntil: '2029-12-31',
  };
  const details =
    type === 'filedGroup'
      ? { ...named, kind: 'filed' as const, filing, hubOrganizationId }
      : { ...named, kind: 'registered' as const, creditCode: makeCreditCode(type, run.name, organization) };
  return (await addOrganization(admin, `tale${serial}`, details)).id;
}

async function addApplicants(client: ApiClient, admin: Person, run: Run, hubId: string) {
  const organizationIds = await inParallel(TALES, ORGANIZATIONS_AT_ONCE, (tale) =>
    registerOrganization(admin, run, tale, hubId),
  );
  const parts = TALES.map(({ serial, organization }, index) => ({
    label: `applicant${serial}`,
    name: `${organization}申报人（演示）`,
    role: 'applicant' as const,
    organizationId: organizationIds[index] ?? '',
  }));
  const people = await addPeople(client, admin, run, parts);
  return new Map(
    TALES.map(({ serial }, index) => [
      serial,
      { person: people[index] as Person, organizationId: organizationIds[index] ?? '' },
    ]),
  );
}

async function fillFunds(finance: Person) {
  const [joint, donations] = await inParallel(SOURCES, SOURCES.length, ({ key, name, donor, yuan }) =>
    fillFund(finance, key, { name, donor, amountFen: fenOfYuan(yuan) }),
  );
  if (!joint || !donations) throw new Error('The round has two sources');
  return { joint, donations };
}

async function formPanels(manager: Person, roundId: string, reviewers: Person[]) {
  const deskPanel = reviewers.slice(0, SEATS_OF_DESK);
  const reserves = reviewers.slice(SEATS_OF_DESK);
  // The first of the desk panel will declare a conflict, so none of the evaluations is theirs.
  const evaluators = deskPanel.slice(1, 4);
  await formPanel(manager, roundId, { stageKey: 'desk', reviewers: deskPanel, reserves });
  await formPanel(manager, roundId, { stageKey: 'midterm', reviewers: evaluators });
  await formPanel(manager, roundId, { stageKey: 'final', reviewers: evaluators });
  return { deskPanel, reserve: reserves[0] as Person, evaluators };
}

/** Brings in people, organisations and money, and publishes the call. */
export async function setScene(
  client: ApiClient,
  admin: Person,
  run: Run,
  progress: Progress,
): Promise<Scene> {
  const programme = DEMO_PROGRAMME;
  await ensureProgramme(admin, programme);
  const { reviewers, ...house } = await fillHouse(client, admin, run);
  const hubDetails = {
    name: HUB,
    kind: 'registered' as const,
    type: 'association' as const,
    creditCode: makeCreditCode('association', run.name, HUB),
  };
  const hub = await addOrganization(admin, 'hub', hubDetails);
  const [applicants, { joint, donations }] = await Promise.all([
    addApplicants(client, admin, run, hub.id),
    fillFunds(house.finance),
  ]);
  const sources = [joint, donations];
  const roundId = await openRound(house.manager, {
    name: ROUND_NAME,
    sources,
    programme,
    nowMs: Date.now(),
  });
  const panels = await formPanels(house.manager, roundId, reviewers);
  progress.advance('人员、组织、资金、征集公告 / people, organisations, funds, the call');
  return {
    programme,
    roundId,
    fundIds: { joint: joint.fundId, donations: donations.fundId },
    hubOrganizationId: hub.id,
    ...house,
    ...panels,
    applicants,
    progress,
  };
}
