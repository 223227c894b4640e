import type { Store } from '../../store/connect';
import { countEntries, streamLedger, type StoredEntry } from '../../store/ledger.repository';
import { ChainWalk, placeOf, type LedgerEnd } from './chain-walk';
import { lookAtEnd, suspectEnds } from './check-ends';
import { findUnrecorded } from './find-unrecorded';
import { inBatches } from './in-batches';
import { ledgerFault, type LedgerFault } from './ledger-fault';
import { lookAgain } from './look-again';

interface LedgerVerdict {
  facts: number;
  aggregates: number;
  /** Empty for a sound ledger. */
  faults: LedgerFault[];
}

/** How far a command has come, and which aggregates it is about: all of them where it is not said. */
export interface LedgerScope {
  onProgress?: (done: number, total: number) => void;
  aggregateIds?: string[];
}

/** Few enough for one question to the store about their read models. */
const ENDS_AT_ONCE = 500;
/** Often enough for a bar that moves, seldom enough not to be felt. */
const PROGRESS_EVERY = 500;

/** The facts in the ledger's order, telling how many there have been. */
export async function* streamWithProgress(
  store: Store,
  { onProgress = () => undefined, aggregateIds }: LedgerScope,
): AsyncGenerator<StoredEntry> {
  const total = aggregateIds ? 0 : await countEntries(store);
  let done = 0;
  for await (const entry of streamLedger(store, aggregateIds)) {
    yield entry;
    done += 1;
    if (done % PROGRESS_EVERY === 0) onProgress(done, Math.max(total, done));
  }
  onProgress(done, done);
}

/** Walks over every ledger; gives where each ends, and puts what is wrong with its facts into the verdict. */
async function* walk(store: Store, verdict: LedgerVerdict, scope: LedgerScope): AsyncGenerator<LedgerEnd> {
  let current = null as ChainWalk | null;
  for await (const entry of streamWithProgress(store, scope)) {
    verdict.facts += 1;
    const place = placeOf(entry._id);
    if (place === null) {
      verdict.faults.push(ledgerFault('inserted', entry, ` (${String(entry._id)})`));
      continue;
    }
    if (current?.aggregateId !== place.aggregateId) {
      if (current) yield current.end();
      current = new ChainWalk(place.aggregateId);
      verdict.aggregates += 1;
    }
    verdict.faults.push(...current.take(place.seq, entry));
  }
  if (current) yield current.end();
}

/**
 * Verifies ledgers against themselves and against the ends that the read models show: names a fact that was changed,
 * removed, inserted, moved or put in the place of another. Reads only, keeps no fact in memory, and may run at any
 * time: what was being recorded meanwhile is looked at again.
 */
export async function verifyLedger(store: Store, scope: LedgerScope = {}): Promise<LedgerVerdict> {
  const verdict: LedgerVerdict = { facts: 0, aggregates: 0, faults: [] };
  const suspects: LedgerEnd[] = [];
  for await (const ends of inBatches(walk(store, verdict, scope), ENDS_AT_ONCE))
    suspects.push(...(await suspectEnds(store, ends)));
  verdict.faults.push(...(await lookAgain(suspects, (end) => lookAtEnd(store, end))));
  for await (const fault of findUnrecorded(store, scope.aggregateIds)) verdict.faults.push(fault);
  return verdict;
}
