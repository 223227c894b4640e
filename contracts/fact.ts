/** What every aggregate's ledger is made of. Facts are written by us only, so these are types without a parser. */

export const AGGREGATE_KINDS = [
  'project',
  'round',
  'fund',
  'payment',
  'organization',
  'user',
  'programme',
  'calendar',
] as const;
export type AggregateKind = (typeof AGGREGATE_KINDS)[number];

export const ROLES = [
  'admin',
  'manager',
  'reviewer',
  'finance',
  'supervisor',
  'applicant',
  'host',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** Who acted. Ids only: names are personal data and stay out of the ledger. `system` is a timer or a peer workflow. */
export interface Actor {
  userId: string;
  roles: (Role | 'system' | 'public' | 'callback')[];
  organizationId?: string;
}

/** A decision in the past tense, numbered by its aggregate, before it is chained. */
export interface Fact<Type extends string = string, Data = unknown> {
  seq: number;
  at: string;
  actor: Actor;
  type: Type;
  data: Data;
  commandId: string;
}

/** A fact as the ledger keeps it: `hash` = SHA-256 over the canonical JSON of all other fields, `prevHash` included. */
export interface LedgerEntry extends Fact {
  aggregate: AggregateKind;
  aggregateId: string;
  prevHash: string;
  hash: string;
}

/** The hash before an aggregate's first fact. */
export const GENESIS_HASH = '0'.repeat(64);

/** What people and peers send to an aggregate. `hash` covers type and payload, so that a reused id is noticed. */
export interface Command<Type extends string = string, Payload = unknown> {
  id: string;
  hash: string;
  type: Type;
  actor: Actor;
  payload: Payload;
}

/** What one recording writes: the facts first, then the read model they lead to. */
export interface Recording {
  aggregate: AggregateKind;
  aggregateId: string;
  facts: Fact[];
  prevHash: string;
  /** The aggregate's state after the last of the facts. */
  state: object;
}

export interface Recorded {
  lastHash: string;
  /** What the ledger has from the first sent fact on, where that is not what was sent: then nothing was written. */
  found?: Fact[];
}

/** The reply to a command: the version a reader can ask for, and what the command made. */
export interface CommandResult {
  version: number;
  result?: Record<string, unknown>;
}
