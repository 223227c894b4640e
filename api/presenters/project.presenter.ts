import type { Actor } from '../../contracts/fact';
import type { ApplicationDraft } from '../../contracts/application';
import type { ProjectReply } from '../../contracts/project-reply';
import { deadlineOf, receivableFen, type ProjectState } from '../../domain/project/project.state';
import type { Task } from '../../domain/aggregate';
import { allowedFor } from './allowed-actions';
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
  /** When the form was begun, and when it was last touched. */
  begunAt: string;
  touchedAt: string;
  attachments: ProjectReply['attachments'];
  scoreDrafts: Record<string, { scores: Record<string, number>; comment: string; recommendation: string }>;
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
    createdAt: dossier.begunAt,
    updatedAt: state.updatedAt > dossier.touchedAt ? state.updatedAt : dossier.touchedAt,
    number: state.number,
    roundId: state.roundId,
    organizationId: dossier.organizationId,
    organizationName: dossier.organizationName,
    programme: state.programme,
    title,
    stage: state.stage,
    stageSince: state.stageSince,
    suspended: state.suspended,
    deadlines: state.deadlines.map(({ key, dueAt, provisional }) => ({ key, dueAt, provisional })),
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
