import type { ErrorCode } from '../../contracts/errors';
import type { AggregateState, Deadline } from '../aggregate';
import type { ErrorParams } from '../domain-error';

export const ROUND_PHASES = ['draft', 'published', 'closed', 'deciding', 'decided', 'cancelled'] as const;
export type RoundPhase = (typeof ROUND_PHASES)[number];

export interface PanelReference {
  panelId: string;
  stageKey: string;
  chairId: string;
  reviewerIds: string[];
  reserveIds: string[];
  /** Every project of the round, those of one category, or those listed in the panel's document. */
  covers: 'round' | 'category' | 'listed';
  category: string | null;
  /** How many are listed; null where the panel also covers projects that are still to come. */
  projectCount: number | null;
}

/** A message to many projects that one activity carries, in batches, until all have it. */
export interface FanOut {
  key: string;
  to:
    | { kind: 'decision'; decisionId: string }
    | ({ kind: 'panel' } & Pick<PanelReference, 'panelId' | 'stageKey' | 'covers' | 'category'>)
    | { kind: 'projects'; projectIds: string[] }
    | { kind: 'round' };
  type: string;
  payload: Record<string, unknown>;
}

export interface RoundDecision {
  decisionId: string;
  listSha256: string;
  totals: { fundId: string; amountFen: number; count: number; categories: string[] }[];
  awardCount: number;
  waitlistCount: number;
  rejectedCount: number;
  reasons: string;
  minutes: string;
  proposedBy: string;
  answers: Record<string, boolean>;
  decidedAt: string | null;
  delivered: boolean;
  /** Projects that had left between the decision and its delivery; named, never silently dropped. */
  exceptions: { projectId: string; outcome: string; amountFen: number; fundId: string }[];
}

export interface RoundState extends AggregateState {
  number: string;
  name: string;
  programme: { key: string; version: number };
  budgetFen: number;
  sources: { fundId: string; amountFen: number }[];
  opensAt: string;
  closesAt: string;
  operatorOrganizationId: string | null;
  phase: RoundPhase;
  panels: PanelReference[];
  decision: RoundDecision | null;
  /** The last decision a fund refused, and why. */
  refusal: { decisionId: string; fundId: string; code: ErrorCode; params: ErrorParams } | null;
  waitlist: { projectId: string; amountFen: number }[];
  /** Freed awards by fund, in fen, still inside the round's reservation. */
  pool: Record<string, number>;
  /** Who came up from the waitlist; `freed` once the money went on to the next, for whatever reason. */
  promotions: { projectId: string; amountFen: number; fundId: string; at: string; freed?: true }[];
  fanOuts: FanOut[];
  deadlines: Deadline[];
}

export const beginRound = (id: string): RoundState => ({
  schemaVersion: 1,
  id,
  version: 0,
  createdAt: '',
  updatedAt: '',
  number: '',
  name: '',
  programme: { key: '', version: 0 },
  budgetFen: 0,
  sources: [],
  opensAt: '',
  closesAt: '',
  operatorOrganizationId: null,
  phase: 'draft',
  panels: [],
  decision: null,
  refusal: null,
  waitlist: [],
  pool: {},
  promotions: [],
  fanOuts: [],
  deadlines: [],
});
