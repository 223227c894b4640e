import { MongoBulkWriteError, type Collection } from 'mongodb';
import type { LedgerEntry } from '../contracts/fact';
import type { Store } from './connect';

type StoredEntry = LedgerEntry & { _id: string };

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
 * Adds entries; those that are there already stay as they are. Throws LedgerConflict where another fact is in the way,
 * and then nothing is added after it: in order, so that a chain is never continued from what is not there.
 */
export async function appendEntries(store: Store, entries: LedgerEntry[]): Promise<void> {
  const documents = entries.map((entry) => ({ _id: entryId(entry.aggregateId, entry.seq), ...entry }));
  let missing = documents;
  while (missing.length > 0) {
    try {
      await ledgerOf(store).insertMany(missing, { ordered: true });
      return;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      missing = await findMissing(store, documents);
    }
  }
}

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

/** An aggregate's facts in order, after a sequence number. */
export async function readEntries(
  store: Store,
  aggregateId: string,
  { afterSeq = 0, limit = 0 }: { afterSeq?: number; limit?: number } = {},
): Promise<LedgerEntry[]> {
  const range = { $gt: entryId(aggregateId, afterSeq), $lte: entryId(aggregateId, 9_999_999_999) };
  const entries = await ledgerOf(store).find({ _id: range }).sort({ _id: 1 }).limit(limit).toArray();
  return entries.map(withoutId);
}

/** An aggregate's facts of some types, in order. */
export async function readEntriesByType(
  store: Store,
  aggregateId: string,
  types: string[],
): Promise<LedgerEntry[]> {
  const entries = await ledgerOf(store)
    .find({ aggregateId, type: { $in: types } })
    .sort({ _id: 1 })
    .toArray();
  return entries.map(withoutId);
}

/** Whether an aggregate's ledger has what a command led to. */
export async function hasCommand(store: Store, aggregateId: string, commandId: string): Promise<boolean> {
  const range = { $gt: entryId(aggregateId, 0), $lte: entryId(aggregateId, 9_999_999_999) };
  return (await ledgerOf(store).findOne({ _id: range, commandId }, { projection: { _id: 1 } })) !== null;
}

export async function readLastEntry(store: Store, aggregateId: string): Promise<LedgerEntry | null> {
  const range = { $gt: entryId(aggregateId, 0), $lte: entryId(aggregateId, 9_999_999_999) };
  const [last] = await ledgerOf(store).find({ _id: range }).sort({ _id: -1 }).limit(1).toArray();
  return last ? withoutId(last) : null;
}

/** The whole ledger, aggregate by aggregate and in order within each; its id comes along, for an inserted fact's sake. */
export async function* streamLedger(store: Store): AsyncGenerator<StoredEntry> {
  for await (const entry of ledgerOf(store).find().sort({ _id: 1 }).batchSize(1_000)) yield entry;
}

export const countEntries = (store: Store): Promise<number> => ledgerOf(store).countDocuments();
