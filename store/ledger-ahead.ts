import type { Fact, LedgerEntry, Recorded, Recording } from '../contracts/fact';
import { hashEntry } from './chain';
import type { Store } from './connect';
import { readEntries } from './ledger.repository';

const toFact = ({ seq, at, actor, type, data, commandId }: LedgerEntry): Fact => ({
  seq,
  at,
  actor,
  type,
  data,
  commandId,
});

function continues(
  { prevHash, facts }: Pick<Recording, 'prevHash' | 'facts'>,
  entries: LedgerEntry[],
): boolean {
  let [seq, last] = [facts[0]?.seq ?? 0, prevHash];
  return entries.every(({ hash, ...body }) => {
    const fits = body.seq === seq && body.prevHash === last && hashEntry(body) === hash;
    [seq, last] = [seq + 1, hash];
    return fits;
  });
}

/**
 * What the ledger has from a recording's first fact on. Null where that is nothing, or does not continue the chain the
 * workflow knows: then it is not the workflow's own.
 */
export async function readAhead(store: Store, recording: Recording): Promise<Required<Recorded> | null> {
  const afterSeq = (recording.facts[0]?.seq ?? 0) - 1;
  const entries = await readEntries(store, recording.aggregateId, { afterSeq });
  const last = entries.at(-1);
  if (!last || !continues(recording, entries)) return null;
  return { lastHash: last.hash, found: entries.map(toFact) };
}
