import {
  AgreementReply,
  AssessmentReply,
  PaymentReply,
  ProjectReply,
} from '../../../contracts/project-reply';
import type { SigningParty } from '../../../contracts/programme';
import type { ApplicationContent } from '../../../contracts/application';
import { inParallel } from '../http/in-parallel';
import type { Person } from '../http/person';
import { toMoney } from './money';

/** A project under way, by the label that its steps are named with. */
export interface Case {
  label: string;
  projectId: string;
}

export const pathOf = ({ projectId }: Case): string => `/projects/${projectId}`;

/** Begins a form and fills it in; it is not submitted yet. */
export async function draft(
  applicant: Person,
  place: { label: string; roundId: string; organizationId: string },
  form: ApplicationContent,
): Promise<Case> {
  const { label, roundId, organizationId } = place;
  const body = { roundId, organizationId, title: form.title };
  const { id } = await applicant.post(ProjectReply, '/projects', body, `${label}:draft`);
  await applicant.patch(ProjectReply, `/projects/${id}`, form);
  return { label, projectId: id };
}

export const submit = (applicant: Person, project: Case, attempt = 1): Promise<ProjectReply> =>
  applicant.post(ProjectReply, `${pathOf(project)}/submit`, {}, `${project.label}:submit:${attempt}`);

export interface Screening {
  outcome: 'pass' | 'return' | 'reject';
  checklist: Record<string, boolean>;
  reasons: string;
}

export const screen = (
  manager: Person,
  project: Case,
  screening: Screening,
  attempt = 1,
): Promise<ProjectReply> =>
  manager.post(ProjectReply, `${pathOf(project)}/screening`, screening, `${project.label}:screen:${attempt}`);

/** Which part of the API speaks of a stage: reviews come before the award, evaluations after it. */
export interface Scoring {
  kind: 'reviews' | 'evaluations';
  stageKey: string;
}

const scoringPath = (project: Case, { kind, stageKey }: Scoring): string =>
  `${pathOf(project)}/${kind}/${stageKey}`;

/** Waits until the panel has taken the project up, whose members may then speak. */
export async function awaitPanel(manager: Person, project: Case, { stageKey }: Scoring): Promise<void> {
  await manager.until(ProjectReply, pathOf(project), ({ assessments }) =>
    assessments.some((each) => each.stageKey === stageKey && each.status === 'open'),
  );
}

export async function declare(
  reviewer: Person,
  project: Case,
  scoring: Scoring,
  declaration: { conflict: boolean; reason?: string },
): Promise<void> {
  const step = `${project.label}:declare:${scoring.stageKey}:${reviewer.userId}`;
  await reviewer.post(AssessmentReply, `${scoringPath(project, scoring)}/declare`, declaration, step);
}

/** What one reviewer gives, and why. */
export interface Opinion {
  reviewer: Person;
  scores: Record<string, number>;
  comment: string;
  recommendation: 'fund' | 'fundLess' | 'reject' | 'none';
}

async function scoreAlone(project: Case, scoring: Scoring, opinion: Opinion): Promise<void> {
  const { reviewer, ...body } = opinion;
  await declare(reviewer, project, scoring, { conflict: false });
  const step = `${project.label}:score:${scoring.stageKey}:${reviewer.userId}`;
  await reviewer.post(AssessmentReply, `${scoringPath(project, scoring)}/submit`, body, step);
}

/** Each reviewer declares and scores, all of them side by side, as it happens. */
export async function score(project: Case, scoring: Scoring, opinions: Opinion[]): Promise<void> {
  await inParallel(opinions, opinions.length, (opinion) => scoreAlone(project, scoring, opinion));
}

export type Signers = Partial<Record<SigningParty, Person>>;

/** Waits out the notice and for the document; then each party signs its hash, and the last concludes it. */
export async function sign(project: Case, applicant: Person, signers: Signers): Promise<void> {
  const path = `${pathOf(project)}/agreement`;
  const { documentSha256 } = await applicant.until(
    AgreementReply,
    path,
    (agreement) => agreement.documentSha256 !== null,
  );
  for (const [party, person] of Object.entries(signers))
    await person.post(
      ProjectReply,
      `${path}/sign`,
      { documentSha256, party },
      `${project.label}:sign:${party}`,
    );
}

/** One approves, another confirms what the bank says; then the project knows that it is paid. */
export async function pay(
  project: Case,
  trancheKey: string,
  { manager, finance }: { manager: Person; finance: Person },
): Promise<void> {
  const trancheOf = (reply: ProjectReply) => reply.tranches.find(({ key }) => key === trancheKey);
  const due = await finance.until(
    ProjectReply,
    pathOf(project),
    (reply) => trancheOf(reply)?.status === 'due',
  );
  const paymentId = trancheOf(due)?.paymentId ?? '';
  const path = `/payments/${paymentId}`;
  const name = `${project.label}:${trancheKey}`;
  await manager.until(PaymentReply, path, ({ status }) => status === 'requested');
  await manager.post(PaymentReply, `${path}/approve`, { comment: '' }, `${name}:approve`);
  const advice = { bankReference: `YS-${paymentId.slice(-12)}`, paidAt: new Date().toISOString() };
  await finance.post(PaymentReply, `${path}/confirm`, advice, `${name}:confirm`);
  await finance.until(ProjectReply, pathOf(project), (reply) => trancheOf(reply)?.status === 'paid');
}

/** The grantee reports on a milestone, the manager accepts it. */
export async function reachMilestone(
  project: Case,
  key: string,
  spendingFen: number,
  { applicant, manager }: { applicant: Person; manager: Person },
): Promise<void> {
  const path = `${pathOf(project)}/milestones/${key}`;
  const scheduled = (reply: ProjectReply): boolean =>
    reply.milestones.some((milestone) => milestone.key === key && milestone.status === 'scheduled');
  await applicant.until(ProjectReply, pathOf(project), scheduled);
  const report = {
    narrative: '按计划开展活动，台账齐全（演示）。',
    indicators: { visits: 120 },
    spending: toMoney(spendingFen),
    attachments: [],
  };
  await applicant.post(ProjectReply, `${path}/report`, report, `${project.label}:report:${key}`);
  const review = { outcome: 'met', comment: '' };
  await manager.post(ProjectReply, `${path}/review`, review, `${project.label}:accept:${key}`);
}

/** The grantee reports for an evaluation; a panel scores it. */
export async function reportEvaluation(project: Case, stageKey: string, applicant: Person): Promise<void> {
  await applicant.until(ProjectReply, pathOf(project), ({ assessments }) =>
    assessments.some((each) => each.stageKey === stageKey && each.status === 'reporting'),
  );
  await applicant.post(
    ProjectReply,
    `${pathOf(project)}/evaluations/${stageKey}/report`,
    { narrative: '自评：任务完成，群众反映良好（演示）。' },
    `${project.label}:self-report:${stageKey}`,
  );
}

export async function stateAudit(project: Case, acceptedFen: number, manager: Person): Promise<void> {
  await manager.until(ProjectReply, pathOf(project), ({ stage }) => stage === 'closeout');
  const statement = { acceptedSpending: toMoney(acceptedFen), opinion: '支出真实合规（演示）。' };
  await manager.post(ProjectReply, `${pathOf(project)}/audit-statement`, statement, `${project.label}:audit`);
}
