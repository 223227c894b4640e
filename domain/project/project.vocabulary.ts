import type { SigningParty } from '../../contracts/programme';
import type { Context, FactDraft, Deciders, Evolvers, Deadline } from '../aggregate';
import type { ProgrammeDefinition } from '../../contracts/programme';
import type { WorkingCalendar } from '../../contracts/calendar';
import type { AdoptCalendar } from '../calendar/adopt-calendar';
import type { DueDates } from '../due-dates';
import type { PanelScore } from '../scoring/panel-score';
import type { Application, Assessment, ProjectState, Seat } from './project.state';

/** What a project's rules may look up: the version of the programme it runs by, and the known working days. */
export interface ProjectSetting {
  definition: ProgrammeDefinition;
  calendar: WorkingCalendar;
}

export interface ProjectContext extends Context, DueDates {
  definition: ProgrammeDefinition;
}

/** Every command a project takes, by name, with its payload. Money is in fen, instants are RFC 3339 text. */
export interface ProjectCommands {
  submit: {
    roundId: string;
    number: string;
    opensAt: string;
    /** The close as the round told it to whoever submits; the workflow's clock decides against it. */
    closesAt: string;
    application: Application;
  };
  withdraw: { reason: string };
  screen: { outcome: 'pass' | 'return' | 'reject'; checklist: Record<string, boolean>; reasons: string };
  assignPanel: {
    stageKey: string;
    panelId: string;
    chairId: string;
    reviewerIds: string[];
    reserveIds: string[];
  };
  replaceReviewer: { stageKey: string; memberId: string; substituteId: string };
  declareConflict: { stageKey: string; conflict: boolean; reason?: string };
  submitScores: { stageKey: string; scores: Record<string, number>; comment: string; recommendation: string };
  reopenAssessment: { stageKey: string; reason: string };
  applyDecision: {
    decisionId: string;
    decidedAt: string;
    outcome: 'award' | 'waitlist' | 'reject';
    amountFen: number;
    fundId: string;
    reason: string;
  };
  promote: { decisionId: string; decidedAt: string; amountFen: number; fundId: string };
  releaseWaitlist: { reason: string };
  fileObjection: { objectionId: string; person: string; statement: string };
  answerObjection: { objectionId: string; outcome: 'upheld' | 'dismissed'; reason: string };
  decline: { reason: string };
  drawUpAgreement: { documentId: string; sha256: string };
  sign: { documentSha256: string; party?: SigningParty; mayActFor: SigningParty[] };
  reportMilestone: {
    key: string;
    narrative: string;
    indicators: Record<string, number>;
    spendingFen: number;
    attachmentIds: string[];
  };
  reviewMilestone: { key: string; outcome: 'met' | 'partiallyMet' | 'notMet' | 'return'; comment: string };
  reportEvaluation: { stageKey: string; narrative: string; documentSha256?: string };
  stateAudit: { acceptedFen: number; opinion: string };
  settlePayment: { trancheKey: string; paymentId: string; amountFen: number; paidAt: string };
  cancelPayment: { trancheKey: string; paymentId: string; reason: string };
  recordReturn: { amountFen: number; bankReference: string; receivedAt: string };
  recordActivity: {
    activityId: string;
    title: string;
    heldOn: string;
    place: string;
    headcount: number;
    hours: number;
    note: string;
  };
  noteSupervision: {
    noteId: string;
    visitedOn: string;
    findings: string;
    advice: string;
    followUpOn?: string;
  };
  requestAmendment: {
    amendmentId: string;
    changes: { field: string; before: string; after: string }[];
    reason: string;
  };
  decideAmendment: { amendmentId: string; outcome: 'approved' | 'refused'; reason: string };
  extend: { deadline: string; dueAt: string; reason: string };
  suspend: { reason: string };
  resume: { reason: string };
  terminate: { reason: string; clawbackFen: number };
  passDeadline: { key: string };
  remind: { key: string };
  adoptCalendar: AdoptCalendar;
}

/** Every fact a project's ledger can hold. The past tense; all that a rebuild needs is in the data. */
export interface ProjectFacts {
  applicationSubmitted: {
    roundId: string;
    number: string;
    programme: { key: string; version: number };
    application: Application;
    correction: boolean;
  };
  applicationWithdrawn: { reason: string };
  screened: {
    outcome: 'pass' | 'return' | 'reject';
    checklist: Record<string, boolean>;
    reasons: string;
    correctBy: Deadline | null;
  };
  correctionMissed: { reason: string };
  assessmentOpened: { stageKey: string; kind: 'review' | 'evaluation'; reportBy: Deadline | null };
  panelAssigned: {
    stageKey: string;
    panelId: string;
    chairId: string;
    seats: Seat[];
    reserves: string[];
    scoreBy: Deadline;
  };
  conflictDeclared: { stageKey: string; reviewerId: string; conflict: boolean; reason: string };
  reserveSeated: { stageKey: string; reviewerId: string; replaces: string };
  scoresSubmitted: {
    stageKey: string;
    reviewerId: string;
    scores: Record<string, number>;
    total: number;
    comment: string;
    recommendation: string;
  };
  assessmentVoided: { stageKey: string; submitted: number; quorum: number };
  assessmentReopened: {
    stageKey: string;
    reason: string;
    status: Assessment['status'];
    scoreBy: Deadline | null;
  };
  assessmentConcluded: { stageKey: string; result: PanelScore };
  evaluationFailed: { stageKey: string; reason: string };
  reviewsCompleted: { score: number | null };
  decisionApplied: {
    decisionId: string;
    outcome: 'award' | 'waitlist' | 'reject';
    amountFen: number;
    fundId: string;
    reason: string;
    decidedAt: string;
    noticeUntil: Deadline | null;
  };
  waitlistPromoted: {
    decisionId: string;
    amountFen: number;
    fundId: string;
    decidedAt: string;
    noticeUntil: Deadline;
  };
  waitlistReleased: { reason: string };
  objectionFiled: { objectionId: string; person: string; statement: string; answerBy: Deadline };
  objectionAnswered: { objectionId: string; outcome: 'upheld' | 'dismissed'; reason: string };
  awardCancelled: { objectionId: string; reason: string };
  noticeElapsed: Record<string, never>;
  noticeEnded: { parties: SigningParty[]; signBy: Deadline };
  awardDeclined: { reason: string };
  agreementDrawnUp: { documentId: string; sha256: string };
  agreementSigned: { party: SigningParty; signedBy: string; documentSha256: string };
  agreementConcluded: {
    tranches: { key: string; amountFen: number; gates: string[]; payWithin: string; paymentId: string }[];
    milestones: { key: string; after: string[]; within: string }[];
  };
  signingLapsed: Record<string, never>;
  milestoneScheduled: { key: string; due: Deadline };
  milestoneReported: ProjectCommands['reportMilestone'];
  milestoneReviewed: ProjectCommands['reviewMilestone'];
  milestoneOverdue: { key: string };
  trancheFellDue: { key: string; amountFen: number; paymentId: string; fundId: string; payBy: Deadline };
  trancheReduced: { key: string; amountFen: number; reason: string };
  tranchePaid: { key: string; paymentId: string; amountFen: number; paidAt: string };
  trancheCancelled: { key: string; reason: string };
  trancheLate: { key: string };
  evaluationReported: ProjectCommands['reportEvaluation'];
  implementationResumed: { after: string };
  closeoutEntered: { auditBy: Deadline | null };
  auditStated: { acceptedFen: number; opinion: string };
  auditOverdue: Record<string, never>;
  moneyReturned: { amountFen: number; bankReference: string; receivedAt: string };
  projectClosed: { grade: string | null; releasedFen: number };
  settlementCompleted: { releasedFen: number };
  activityRecorded: ProjectCommands['recordActivity'];
  supervisionNoted: ProjectCommands['noteSupervision'];
  amendmentRequested: ProjectCommands['requestAmendment'];
  amendmentDecided: ProjectCommands['decideAmendment'];
  deadlineExtended: { deadline: string; from: string; to: string; reason: string; remindAt?: string[] };
  /** By a calendar that was published later; the deadline as it is now, and when it was due before. */
  deadlineReckoned: { deadline: Deadline; from: string; year: string; notice: string };
  deadlinePassed: { key: string };
  deadlineReminded: { key: string; dueAt: string };
  projectSuspended: { reason: string };
  projectResumed: { reason: string; pausedMs: number; deadlines: Deadline[] };
  projectTerminated: { reason: string; clawbackFen: number; acceptedFen: number };
}

export type ProjectFact = FactDraft<ProjectFacts>;
export type ProjectDeciders = Partial<Deciders<ProjectState, ProjectCommands, ProjectFacts, ProjectContext>>;
export type ProjectEvolvers = Partial<Evolvers<ProjectState, ProjectFacts>>;

/** What follows by itself from a state: facts, or none. Asked again until nothing more follows. */
export type Consequence = (state: ProjectState, context: ProjectContext) => ProjectFact[];
