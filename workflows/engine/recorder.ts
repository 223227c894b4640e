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

interface Source {
  kind: AggregateKind;
  id: string;
  /** The read model as it stands when a batch is sent. */
  view(): object;
}

interface Waiter {
  seq: number;
  resolve: () => void;
}

/** Writes facts to the ledger in order, all that wait in one batch, and says how far it has come. */
export class Recorder {
  private outbox: Fact[] = [];
  private waiters: Waiter[] = [];
  /** True from the first failed quick attempt until the store has everything again. */
  isBehind = false;
  private stopped = false;

  constructor(
    private readonly source: Source,
    public recordedSeq: number,
    public lastHash: string = GENESIS_HASH_TEXT,
  ) {}

  push(facts: Fact[]): void {
    this.outbox.push(...facts);
  }

  get isIdle(): boolean {
    return this.outbox.length === 0;
  }

  /**
   * Resolves once the fact of this number is in the ledger. One plain promise a command: a `condition` makes five, and
   * the SDK keeps a stack for each, which cost a worker a tenth of its time.
   */
  whenRecorded(seq: number): Promise<void> {
    return new Promise((resolve) => {
      if (seq <= this.recordedSeq) resolve();
      else this.waiters.push({ seq, resolve });
    });
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
    const recording = {
      aggregate: this.source.kind,
      aggregateId: this.source.id,
      facts,
      prevHash: this.lastHash,
      state: this.source.view(),
    };
    const { lastHash } = await this.send(recording);
    this.lastHash = lastHash;
    this.outbox = this.outbox.slice(facts.length);
    this.recordedSeq += facts.length;
    this.answerWaiters();
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

  private answerWaiters(): void {
    const due = this.waiters.filter(({ seq }) => seq <= this.recordedSeq);
    this.waiters = this.waiters.filter(({ seq }) => seq > this.recordedSeq);
    for (const { resolve } of due) resolve();
  }
}
