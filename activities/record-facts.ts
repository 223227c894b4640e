import type { Recorded, Recording } from '../contracts/fact';
import type { Store } from '../store/connect';
import { readAhead } from '../store/ledger-ahead';
import { LedgerConflict } from '../store/ledger.repository';
import { record } from '../store/record';

export interface RecordActivities {
  recordFacts(recording: Recording): Promise<Recorded>;
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
