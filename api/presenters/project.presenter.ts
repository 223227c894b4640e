import type { Actor } from '../../contracts/fact';
import type { ApplicationDraft } from '../../contracts/application';
import type { ProjectReply } from '../../contracts/project-reply';
import { allowedActions, type Stage } from '../../domain/project/project-lifecycle';
import { deadlineOf, receivableFen, type ProjectState } from '../../domain/project/project.state';
import type { Task } from '../../domain/aggregate';
import { presentAssessment } from './assessment.presenter';
import { presentMoney } from './money.presenter';
import { presentTasks } from './task.presenter';

export interface ProjectDossier {
  state: ProjectState & { tasks: Task[] };
  /** The form as it stands: the draft while it can change, later the submitted one. */
  content: ApplicationDraft | null;
  contentVersion: number;
  organizationId: string;
  organizationName: string;
  attachments: ProjectReply['attachments'];
  scoreDrafts: Record<string, { scores: Record<string, number>; comment: string; recommendation: string }>;
}

/** The commands of a project as its routes are called, and the roles that may use each. */
const ROUTES: Record<string, { name: string; roles: string[] }> = {
  submit: { name: 'submit', roles: ['applicant'] },
  withdraw: { name: 'withdraw', roles: ['applicant'] },
  screen: { name: 'screening', roles: ['manager'] },
  declareConflict: { name: 'declare', roles: ['reviewer'] },
  submitScores: { name: 'submitScores', roles: ['reviewer'] },
  reopenAssessment: { name: 'reopen-review', roles: ['manager'] },
  fileObjection: { name: 'objections', roles: ['applicant', 'manager', 'host'] },
  answerObjection: { name: 'answer', roles: ['manager'] },
  decline: { name: 'decline', roles: ['applicant'] },
  sign: { name: 'sign', roles: ['admin', 'manager', 'applicant', 'host'] },
  reportMilestone: { name: 'report', roles: ['applicant'] },
  reviewMilestone: { name: 'review', roles: ['manager'] },
  reportEvaluation: { name: 'reportEvaluation', roles: ['applicant'] },
  stateAudit: { name: 'audit-statement', roles: ['manager'] },
  recordReturn: { name: 'returns', roles: ['finance'] },
  recordActivity: { name: 'activities', roles: ['applicant'] },
  noteSupervision: { name: 'supervision-notes', roles: ['supervisor'] },
  requestAmendment: { name: 'amendments', roles: ['applicant'] },
  decideAmendment: { name: 'decideAmendment', roles: ['manager'] },
  extend: { name: 'extend', roles: ['manager'] },
  suspend: { name: 'suspend', roles: ['manager'] },
  resume: { name: 'resume', roles: ['manager'] },
  terminate: { name: 'terminate', roles: ['manager'] },
};

/** What this reader may do now, by the names of the routes. */
export function allowedFor(stage: Stage, suspended: boolean, actor: Actor): string[] {
  return allowedActions(stage, suspended).flatMap((action) => {
    const route = ROUTES[action];
    return route?.roles.some((role) => actor.roles.includes(role as Actor['roles'][number]))
      ? [route.name]
      : [];
  });
}

export function presentAgreement(state: ProjectState): ProjectReply['agreement'] {
  const { agreement } = state;
  if (!agreement) return null;
  const open = agreement.sha256 === null ? 'drawing' : 'open';
  return {
    id: agreement.documentId,
    projectId: state.id,
    documentSha256: agreement.sha256,
    status: agreement.concludedAt ? 'concluded' : open,
    parties: agreement.parties.map(({ party, signedBy, signedAt }) => ({
      party,
      signedBy: signedBy ?? null,
      signedAt: signedAt ?? null,
    })),
    dueAt: deadlineOf(state, 'signing')?.dueAt ?? null,
  };
}

function presentMoneyOf(state: ProjectState): ProjectReply['money'] {
  const { awardFen, paidFen, acceptedFen, returnedFen } = state.money;
  return {
    award: presentMoney(awardFen),
    paid: presentMoney(paidFen),
    accepted: acceptedFen === null ? null : presentMoney(acceptedFen),
    returned: presentMoney(returnedFen),
    receivable: presentMoney(receivableFen(state)),
  };
}

/** A score is the panel's business until the decision; the applicant learns it with the decision. */
const maySeeScore = (state: ProjectState, actor: Actor): boolean =>
  state.decision !== null || !actor.roles.every((role) => ['applicant', 'reviewer', 'host'].includes(role));

function presentDoing(state: ProjectState): Pick<ProjectReply, 'tranches' | 'milestones' | 'amendments'> {
  return {
    tranches: state.tranches.map(({ key, amountFen, status, paymentId, gates, paidAt }) => ({
      key,
      amount: presentMoney(amountFen),
      status,
      paymentId,
      gates,
      paidAt: paidAt ?? null,
    })),
    milestones: state.milestones.map(({ key, status, dueAt, overdue, report, review }) => ({
      key,
      status,
      dueAt: dueAt ?? null,
      overdue,
      report: report ?? null,
      review: review ?? null,
    })),
    amendments: state.amendments.map(({ amendmentId, ...amendment }) => ({ id: amendmentId, ...amendment })),
  };
}

/** A project as this reader may see it. */
export function presentProject(
  dossier: ProjectDossier,
  actor: Actor,
  language: 'zh' | 'en',
  nowText: string,
): ProjectReply {
  const { state } = dossier;
  const title = dossier.content?.title ?? state.application?.title ?? '';
  const subject = { kind: 'project', id: state.id, number: state.number, title };
  const suspended = state.suspended !== null;
  return {
    id: state.id,
    version: state.version,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    number: state.number,
    roundId: state.roundId,
    organizationId: dossier.organizationId,
    organizationName: dossier.organizationName,
    programme: state.programme,
    title,
    stage: state.stage,
    stageSince: state.stageSince,
    suspended: state.suspended,
    deadlines: state.deadlines,
    allowed: allowedFor(state.stage, suspended, actor),
    tasks: presentTasks(state.tasks, subject, { actor, language, nowText }),
    application: dossier.content,
    applicationVersion: dossier.contentVersion,
    attachments: dossier.attachments,
    receipt: state.receipt,
    screening: state.screening,
    score: maySeeScore(state, actor) ? state.score : null,
    assessments: state.assessments.map((assessment) =>
      presentAssessment(assessment, actor, dossier.scoreDrafts[assessment.stageKey] ?? null),
    ),
    decision: state.decision && { outcome: state.decision.outcome, reason: state.decision.reason },
    award: state.award && { amount: presentMoney(state.award.amountFen), fundId: state.award.fundId },
    noticeEndsAt: state.noticeEndsAt,
    objections: state.objections.map(({ objectionId, filedAt, answerDueAt, statement, outcome, reason }) => ({
      id: objectionId,
      filedAt,
      answerDueAt,
      statement,
      outcome: outcome ?? null,
      reason: reason ?? null,
    })),
    agreement: presentAgreement(state),
    ...presentDoing(state),
    grade: state.grade,
    money: presentMoneyOf(state),
    endReason: state.endReason,
  };
}
