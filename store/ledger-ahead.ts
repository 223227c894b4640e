import type { Fact, LedgerEntry, Recorded, Recording } from '../contracts/fact';
import { hashEntry } from './chain';
import type { Store } from './connect';
import { readEntries } from './ledger.repository';

/** A workflow that finds more than this ahead of it catches up in several steps, each far below Temporal's 2 MB. */
const MAX_AHEAD = 100;

const factOf = ({ seq, at, actor, type, data, commandId }: LedgerEntry): Fact => ({
  seq,
  at,
  actor,
  type,
  data,
  commandId,
});

/** Whether entries follow, without a gap and unchanged, on the last fact that a workflow knows. */
function continues({ afterSeq, prevHash }: Recording, entries: LedgerEntry[]): boolean {
  let [seq, last] = [afterSeq, prevHash];
  return entries.every(({ hash, ...body }) => {
    const fits = body.seq === seq + 1 && body.prevHash === last && hashEntry(body) === hash;
    [seq, last] = [body.seq, hash];
    return fits;
  });
}

/**
 * What the ledger has after the last fact that a workflow knows. Null where that is nothing, or does not continue the
 * workflow's own chain, or was changed since: then it is nobody's to take over.
 */
export async function readAhead(store: Store, recording: Recording): Promise<Required<Recorded> | null> {
  const { aggregateId, afterSeq } = recording;
  const entries = await readEntries(store, aggregateId, { afterSeq, limit: MAX_AHEAD });
  const last = entries.at(-1);
  if (!last || !continues(recording, entries)) return null;
  return { lastHash: last.hash, ahead: entries.map(factOf) };
}
