import type { SigningParty } from '../../contracts/programme';
import type { AggregateState, Deadline } from '../aggregate';
import type { BudgetLine } from '../budget-rules';
import type { PanelScore } from '../scoring/panel-score';
import type { Stage } from './project-lifecycle';

/** What the ledger keeps of an application; the whole form is the document with this hash. */
export interface Application {
  title: string;
  summary: string;
  categories: string[];
  organizationId: string;
  organizationName: string;
  organizationKind: 'registered' | 'filed';
  hubOrganizationId?: string;
  hostOrganizationId?: string;
  askFen: number;
  budget: BudgetLine[];
  documentSha256: string;
}

export interface Seat {
  reviewerId: string;
  status: 'invited' | 'declared' | 'recused' | 'submitted';
  replaces?: string;
  scores?: Record<string, number>;
  total?: number;
  comment?: string;
  recommendation?: string;
}

/** A panel scoring one project once: a review before the decision, or an evaluation after the signing. */
export interface Assessment {
  stageKey: string;
  kind: 'review' | 'evaluation';
  status: 'reporting' | 'waiting' | 'open' | 'void' | 'concluded' | 'failed';
  /** 1 at first, one more each time somebody re-opens it. */
  attempt: number;
  panelId?: string;
  chairId?: string;
  seats: Seat[];
  reserves: string[];
  report?: { narrative: string; documentSha256?: string; at: string };
  result?: PanelScore;
}

export interface Objection {
  objectionId: string;
  filedAt: string;
  answerDueAt: string;
  /** Name and contact, sealed under a key of the person's own. */
  person: string;
  statement: string;
  outcome?: 'upheld' | 'dismissed';
  reason?: string;
}

export interface Tranche {
  key: string;
  amountFen: number;
  gates: string[];
  payWithin: string;
  status: 'waiting' | 'due' | 'paid' | 'cancelled';
  paymentId: string;
  paidAt?: string;
}

export interface Milestone {
  key: string;
  after: string[];
  within: string;
  status: 'notScheduled' | 'scheduled' | 'reported' | 'met' | 'partiallyMet' | 'notMet';
  dueAt?: string;
  overdue: boolean;
  report?: {
    narrative: string;
    spendingFen: number;
    indicators: Record<string, number>;
    attachmentIds: string[];
    at: string;
  };
  review?: { outcome: string; comment: string; at: string };
}

export interface Award {
  decisionId: string;
  decidedAt: string;
  amountFen: number;
  fundId: string;
}

export interface ProjectState extends AggregateState {
  roundId: string;
  number: string;
  programme: { key: string; version: number };
  stage: Stage;
  stageSince: string;
  suspended: { since: string; reason: string } | null;
  deadlines: Deadline[];
  application: Application | null;
  receipt: { number: string; at: string } | null;
  correctionsUsed: number;
  screening: { outcome: string; reasons: string; at: string } | null;
  assessments: Assessment[];
  /** The score that ranks, once every review is concluded. */
  score: number | null;
  decision: { decisionId: string; outcome: 'award' | 'waitlist' | 'reject'; reason: string } | null;
  award: Award | null;
  objections: Objection[];
  noticeEndsAt: string | null;
  agreement: {
    documentId: string | null;
    sha256: string | null;
    parties: { party: SigningParty; signedBy?: string; signedAt?: string }[];
    concludedAt: string | null;
  } | null;
  tranches: Tranche[];
  milestones: Milestone[];
  amendments: { amendmentId: string; status: 'requested' | 'approved' | 'refused'; reason: string }[];
  activityCount: number;
  supervisionCount: number;
  audit: { acceptedFen: number; opinion: string; at: string } | null;
  grade: string | null;
  money: {
    awardFen: number;
    paidFen: number;
    /** Spending the funder accepts; until an audit or a termination says less, all that was paid. */
    acceptedFen: number | null;
    returnedFen: number;
  };
  /** Why it ended, where it ended other than by being completed. */
  endReason: string | null;
  settledAt: string | null;
}

/** A project before its first fact. */
export const beginProject = (id: string): ProjectState => ({
  schemaVersion: 1,
  id,
  version: 0,
  createdAt: '',
  updatedAt: '',
  roundId: '',
  number: '',
  programme: { key: '', version: 0 },
  stage: 'draft',
  stageSince: '',
  suspended: null,
  deadlines: [],
  application: null,
  receipt: null,
  correctionsUsed: 0,
  screening: null,
  assessments: [],
  score: null,
  decision: null,
  award: null,
  objections: [],
  noticeEndsAt: null,
  agreement: null,
  tranches: [],
  milestones: [],
  amendments: [],
  activityCount: 0,
  supervisionCount: 0,
  audit: null,
  grade: null,
  money: { awardFen: 0, paidFen: 0, acceptedFen: null, returnedFen: 0 },
  endReason: null,
  settledAt: null,
});

/** Money still owed back: what was paid beyond what is accepted, less what came back. Fen, never below zero. */
export function receivableFen(state: ProjectState): number {
  const { paidFen, acceptedFen, returnedFen } = state.money;
  return acceptedFen === null ? 0 : Math.max(0, paidFen - acceptedFen - returnedFen);
}

export const currentAssessment = (state: ProjectState): Assessment | undefined =>
  state.assessments.find((assessment) => !['concluded', 'failed'].includes(assessment.status));

/** The deadline of a key, if it runs. */
export const deadlineOf = (state: ProjectState, key: string): Deadline | undefined =>
  state.deadlines.find((deadline) => deadline.key === key);

export const trancheDeadlineKey = (key: string): string => `tranche:${key}`;
