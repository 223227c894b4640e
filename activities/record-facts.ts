import type { Fact, LedgerEntry, Recorded, Recording } from '../contracts/fact';
import type { Store } from '../store/connect';
import { LedgerConflict, readEntries } from '../store/ledger.repository';
import { record } from '../store/record';

export interface RecordActivities {
  recordFacts(recording: Recording): Promise<Recorded>;
}

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

/** What the ledger has after the last fact that a workflow knows of; only what continues the workflow's own chain. */
async function readAhead(store: Store, recording: Recording): Promise<Recorded | null> {
  const { aggregateId, afterSeq, prevHash } = recording;
  const entries = await readEntries(store, aggregateId, { afterSeq, limit: MAX_AHEAD });
  const last = entries.at(-1);
  if (!last || entries[0]?.prevHash !== prevHash) return null;
  return { lastHash: last.hash, ahead: entries.map(factOf) };
}

/**
 * Records facts, or says what is there in their place. An attempt of a workflow task writes before its history is kept:
 * when it is cut off in between, by a killed worker or a message that came at the same moment, the next attempt decides
 * anew, at another instant. Its facts would be others; what is recorded stays, and the workflow goes on from there.
 */
export const createRecordActivities = ({ store }: { store: Store }): RecordActivities => ({
  recordFacts: async (recording) => {
    const ahead = recording.facts.length === 0 ? await readAhead(store, recording) : null;
    if (ahead) return ahead;
    try {
      return await record(store, recording);
    } catch (error) {
      const found = error instanceof LedgerConflict ? await readAhead(store, recording) : null;
      if (!found) throw error;
      return found;
    }
  },
});
