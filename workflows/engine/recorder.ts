import { condition, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { RecordActivities } from '../../activities/record-facts';
import { GENESIS_HASH_TEXT } from '../../domain/genesis';
import type { AggregateKind, Fact, Recorded, Recording } from '../../contracts/fact';

/** Quick and cheap while the store answers: a local activity costs one marker instead of six events. */
const quick = proxyLocalActivities<RecordActivities>({
  // Well below the workflow task timeout of 5 s, so that a slow store never costs a task timeout.
  startToCloseTimeout: '3s',
  // A lost connection is re-made within a second; a longer outage is the patient activity's to wait out.
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumAttempts: 3 },
});

/** Waits out an outage: the server keeps the retries, so the history does not grow with its length. */
const patient = proxyActivities<RecordActivities>({
  startToCloseTimeout: '30s',
  // A store that is back is found within ten seconds, and one that is down is not hammered.
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10s' },
});

interface Source<State> {
  kind: AggregateKind;
  id: string;
  /** The state as far as it was decided. */
  state(): State;
  /** The read model of a state. */
  view(state: State): object;
  /** Everything that led to this state is in the ledger and in the read model. */
  onRecorded(state: State): void;
  /** The ledger has these facts instead of those that were sent; everything not recorded is to be decided again. */
  onFound(facts: Fact[]): void;
}

/** Writes facts to the ledger in order, all that wait in one batch, and says how far it has come. */
export class Recorder<State extends object> {
  private outbox: Fact[] = [];
  /** True from the first failed quick attempt until the store has everything again. */
  isBehind = false;
  /** Facts that were found in the ledger may be missing from the read model. */
  private isViewDue = false;
  private stopped = false;

  constructor(
    private readonly source: Source<State>,
    public recordedSeq: number,
    public lastHash: string = GENESIS_HASH_TEXT,
  ) {}

  push(facts: Fact[]): void {
    this.outbox.push(...facts);
  }

  get isIdle(): boolean {
    return this.outbox.length === 0 && !this.isViewDue;
  }

  stop(): void {
    this.stopped = true;
  }

  async run(): Promise<void> {
    while (!this.stopped) {
      await condition(() => !this.isIdle || this.stopped);
      if (!this.isIdle) await this.recordBatch();
    }
  }

  private async recordBatch(): Promise<void> {
    const facts = [...this.outbox];
    const state = this.source.state();
    const { lastHash, found } = await this.send({
      aggregate: this.source.kind,
      aggregateId: this.source.id,
      facts,
      prevHash: this.lastHash,
      state: this.source.view(state),
    });
    this.lastHash = lastHash;
    if (found) return this.giveWay(found);
    this.isViewDue = false;
    this.outbox = this.outbox.slice(facts.length);
    this.recordedSeq += facts.length;
    this.source.onRecorded(state);
  }

  private async send(recording: Recording): Promise<Recorded> {
    try {
      return await quick.recordFacts(recording);
    } catch {
      this.isBehind = true;
      const recorded = await patient.recordFacts(recording);
      this.isBehind = false;
      return recorded;
    }
  }

  private giveWay(found: Fact[]): void {
    this.outbox = [];
    this.isViewDue = true;
    this.recordedSeq += found.length;
    this.source.onFound(found);
  }
}
