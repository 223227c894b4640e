import type { Recorded, Recording } from '../contracts/fact';
import type { Store } from '../store/connect';
import { record } from '../store/record';

export interface RecordActivities {
  recordFacts(recording: Recording): Promise<Recorded>;
}

export const createRecordActivities = ({ store }: { store: Store }): RecordActivities => ({
  recordFacts: (recording) => record(store, recording),
});
