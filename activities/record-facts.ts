import type { Recorded, Recording } from '../contracts/fact';
import type { Store } from '../store/connect';
import { LedgerConflict } from '../store/ledger.repository';
import { readAhead } from '../store/ledger-ahead';
import { record } from '../store/record';

export interface RecordActivities {
  recordFacts(recording: Recording): Promise<Recorded>;
}

/**
 * A workflow task that is lost after it has recorded is done again at another instant, so its facts are not the same
 * any more: then the workflow is told what the ledger has. Of somebody else's writing LedgerConflict remains.
 */
export const createRecordActivities = ({ store }: { store: Store }): RecordActivities => ({
  recordFacts: async (recording) => {
    try {
      return await record(store, recording);
    } catch (error) {
      if (!(error instanceof LedgerConflict)) throw error;
      const ahead = await readAhead(store, recording);
      if (!ahead) throw error;
      return ahead;
    }
  },
});
