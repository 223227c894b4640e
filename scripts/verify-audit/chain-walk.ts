import { AGGREGATE_KINDS, GENESIS_HASH, type AggregateKind } from '../../contracts/fact';
import { hashEntry } from '../../store/chain';
import type { StoredEntry } from '../../store/ledger.repository';
import { ledgerFault, type LedgerFault } from './ledger-fault';

/** Where an aggregate's ledger ends. `aggregate` is null where none of its facts is sound enough to say it. */
export interface LedgerEnd {
  aggregate: AggregateKind | null;
  aggregateId: string;
  seq: number;
  type: string;
  /** Null where the last fact is at fault itself. */
  hash: string | null;
}

/** An entry's place by its id, which is what the ledger is ordered by; null for an id that is none of ours. */
export function placeOf(id: unknown): { aggregateId: string; seq: number } | null {
  const [, aggregateId, seq] = (typeof id === 'string' && /^(.+):(\d{10})$/.exec(id)) || [];
  return aggregateId === undefined || Number(seq) === 0 ? null : { aggregateId, seq: Number(seq) };
}

export const isAggregateKind = (kind: unknown): kind is AggregateKind =>
  AGGREGATE_KINDS.includes(kind as AggregateKind);

/** Goes along one aggregate's facts in the order of their ids and says of each what is wrong with it. */
export class ChainWalk {
  private seq = 0;
  private type = '';
  /** The hash that the next fact is chained to; null after a fault, which is that fact's alone. */
  private before: string | null = GENESIS_HASH;
  private aggregate: AggregateKind | null = null;

  constructor(readonly aggregateId: string) {}

  take(seq: number, entry: StoredEntry): LedgerFault[] {
    const { _id, hash, ...body } = entry;
    const computed = hashEntry(body);
    const faults = [...this.gapBefore(seq), ...this.faultOf(seq, entry, computed)];
    if (hash === computed && isAggregateKind(entry.aggregate)) this.aggregate ??= entry.aggregate;
    this.seq = seq;
    this.type = String(entry.type);
    this.before = faults.length === 0 ? hash : null;
    return faults;
  }

  end(): LedgerEnd {
    const { aggregate, aggregateId, seq, type, before: hash } = this;
    return { aggregate, aggregateId, seq, type, hash };
  }

  private gapBefore(seq: number): LedgerFault[] {
    const first = this.seq + 1;
    if (seq === first) return [];
    const upTo = seq - 1 > first ? ` (#${first}–#${seq - 1})` : '';
    // What comes after a gap cannot be chained to what is not there: the gap is the fault.
    this.before = null;
    return [ledgerFault('missing', { aggregateId: this.aggregateId, seq: first }, upTo)];
  }

  private faultOf(seq: number, entry: StoredEntry, computed: string): LedgerFault[] {
    const named = { aggregateId: this.aggregateId, seq, type: String(entry.type) };
    if (entry.aggregateId !== this.aggregateId || entry.seq !== seq)
      return [ledgerFault('misplaced', named, ` (${String(entry.aggregateId)} #${String(entry.seq)})`)];
    if (entry.hash !== computed) return [ledgerFault('changed', named)];
    const isChained = this.before === null || this.before === entry.prevHash;
    return isChained ? [] : [ledgerFault('unchained', named, ` (#${seq - 1})`)];
  }
}
