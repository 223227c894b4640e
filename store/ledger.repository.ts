import { MongoBulkWriteError, type Collection } from 'mongodb';
import type { LedgerEntry } from '../contracts/fact';
import type { Store } from './connect';

/** A fact with the id it is stored under, for whoever checks that the two agree. */
export type StoredEntry = LedgerEntry & { _id: string };

const DUPLICATE_KEY = 11_000;

/** The ledger holds another fact under this number: two writers, or somebody's hand in the store. */
export class LedgerConflict extends Error {
  constructor(readonly entryId: string) {
    super(`The ledger holds another fact as ${entryId}`);
    this.name = 'LedgerConflict';
  }
}

/** The sequence is padded, so that ids sort as numbers do and one range read gives an aggregate's facts in order. */
export const entryId = (aggregateId: string, seq: number): string =>
  `${aggregateId}:${String(seq).padStart(10, '0')}`;

const ledgerOf = (store: Store): Collection<StoredEntry> => store.db.collection<StoredEntry>('ledger');

const isDuplicate = (error: unknown): boolean =>
  error instanceof MongoBulkWriteError &&
  [error.writeErrors].flat().every((fault) => fault.code === DUPLICATE_KEY);

const withoutId = ({ _id, ...entry }: StoredEntry): LedgerEntry => entry;

/**
 * Adds entries in their order; those that are there already stay as they are. Throws LedgerConflict where another fact is
 * in the way, and then has added none: a chain is never continued beside another.
 */
export async function appendEntries(store: Store, entries: LedgerEntry[]): Promise<void> {
  const documents = entries.map((entry) => ({ _id: entryId(entry.aggregateId, entry.seq), ...entry }));
  let missing = documents;
  while (missing.length > 0) {
    try {
      // The hash covers no field that is undefined; kept as null it would no longer fit what is stored.
      await ledgerOf(store).insertMany(missing, { ordered: true, ignoreUndefined: true });
      return;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      missing = await findMissing(store, documents);
    }
  }
}

/** What an earlier attempt, or another at the same moment, has not added yet; what it has is compared. */
async function findMissing(store: Store, documents: StoredEntry[]): Promise<StoredEntry[]> {
  const ids = documents.map(({ _id }) => _id);
  const stored = await ledgerOf(store)
    .find({ _id: { $in: ids } }, { projection: { hash: 1 } })
    .toArray();
  const hashes = new Map(stored.map(({ _id, hash }) => [_id, hash]));
  const other = documents.find(({ _id, hash }) => hashes.has(_id) && hashes.get(_id) !== hash);
  if (other) throw new LedgerConflict(other._id);
  return documents.filter(({ _id }) => !hashes.has(_id));
}

interface FactQuery {
  afterSeq?: number;
  limit?: number;
  /** Facts of these types alone; of all, where it is left out. */
  types?: string[] | undefined;
}

/**
 * The range of ids alone says it all. The embedded store reads its whole ledger for a range, and enters an index by
 * equality only; so the aggregate is named as well.
 */
const factsOf = (aggregateId: string, { afterSeq = 0, types }: FactQuery = {}) => ({
  aggregateId,
  _id: { $gt: entryId(aggregateId, afterSeq), $lte: entryId(aggregateId, 9_999_999_999) },
  ...(types === undefined ? {} : { type: { $in: types } }),
});

/** An aggregate's facts in order, after a sequence number. */
export async function readEntries(
  store: Store,
  aggregateId: string,
  query: FactQuery = {},
): Promise<LedgerEntry[]> {
  const entries = await ledgerOf(store)
    .find(factsOf(aggregateId, query))
    .sort({ _id: 1 })
    .limit(query.limit ?? 0)
    .toArray();
  return entries.map(withoutId);
}

/** How many facts an aggregate has, of some types or of all. */
export const countFacts = (store: Store, aggregateId: string, types?: string[]): Promise<number> =>
  ledgerOf(store).countDocuments(factsOf(aggregateId, { types }));

/** Whether an aggregate's ledger has what a command led to. */
export async function hasCommand(store: Store, aggregateId: string, commandId: string): Promise<boolean> {
  const filter = { ...factsOf(aggregateId), commandId };
  return (await ledgerOf(store).findOne(filter, { projection: { _id: 1 } })) !== null;
}

export async function readLastEntry(store: Store, aggregateId: string): Promise<LedgerEntry | null> {
  const [last] = await ledgerOf(store).find(factsOf(aggregateId)).sort({ _id: -1 }).limit(1).toArray();
  return last ? withoutId(last) : null;
}

/** By ids alone: whoever verifies has to find a fact that bears another aggregate's name as well. */
const rangeOf = (from: string, to: string) => ({
  _id: { $gte: `${from}:`, $lte: entryId(to, 9_999_999_999) },
});

/** For more aggregates one pass over all that lie between is quicker: the embedded store passes over all for each. */
const MOST_RANGES = 8;

const ownerOf = ({ _id }: StoredEntry): string => String(_id).split(':', 1)[0] ?? '';

/** The ranges of ids that hold some aggregates' facts, others' between them. */
function rangesFor(aggregateIds: string[]) {
  // As the ids of their facts are sorted, whose colon comes after digits.
  const sorted = [...aggregateIds].sort((left, right) => (`${left}:` < `${right}:` ? -1 : 1));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  return sorted.length > MOST_RANGES ? [rangeOf(first, last)] : sorted.map((id) => rangeOf(id, id));
}

/** The ledger, aggregate by aggregate and in order within each, or some aggregates of it; a fact's id comes along. */
export async function* streamLedger(store: Store, aggregateIds?: string[]): AsyncGenerator<StoredEntry> {
  const wanted = aggregateIds && new Set(aggregateIds);
  for (const filter of aggregateIds ? rangesFor(aggregateIds) : [{}])
    for await (const entry of ledgerOf(store).find(filter).sort({ _id: 1 }).batchSize(1_000))
      if (!wanted || wanted.has(ownerOf(entry))) yield entry;
}

/** Which of some aggregates have a first fact. */
export async function findBegun(store: Store, aggregateIds: string[]): Promise<Set<string>> {
  const ids = aggregateIds.map((id) => entryId(id, 1));
  const found = await ledgerOf(store)
    .find({ _id: { $in: ids } }, { projection: { _id: 1 } })
    .toArray();
  return new Set(found.map(({ _id }) => _id.slice(0, _id.lastIndexOf(':'))));
}

export const countEntries = (store: Store): Promise<number> => ledgerOf(store).countDocuments();
