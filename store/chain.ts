import { createHash } from 'node:crypto';
import type { LedgerEntry, Recording } from '../contracts/fact';
import { canonicalJson } from './canonical-json';

export const sha256Of = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');

/** The hash of an entry: over all of its fields but the hash itself, the hash before it included. */
export const hashEntry = (entry: Omit<LedgerEntry, 'hash'>): string => sha256Of(canonicalJson(entry));

/** Chains facts to the ledger's last hash: changing, removing or inserting one later breaks every hash after it. */
export function chainFacts({
  aggregate,
  aggregateId,
  facts,
  prevHash,
}: Omit<Recording, 'state' | 'afterSeq'>): LedgerEntry[] {
  let last = prevHash;
  return facts.map(({ seq, at, actor, type, data, commandId }) => {
    const body = { aggregate, aggregateId, seq, at, actor, type, data, commandId, prevHash: last };
    last = hashEntry(body);
    return { ...body, hash: last };
  });
}
