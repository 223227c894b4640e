import { condition, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { RecordActivities } from '../../activities/record-facts';
import { GENESIS_HASH_TEXT } from '../../domain/genesis';
import type { AggregateKind, Command, Fact, Recorded, Recording } from '../../contracts/fact';
import type { DomainError } from '../../domain/domain-error';

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

/** What whoever sent a command is told: the version that has it, or the refusal it met after all. */
export interface Answer {
  version: number;
  refusal?: DomainError;
}

/** A command with the facts it led to, until they are recorded. */
export interface Entry {
  command: Command;
  facts: Fact[];
  /** Where somebody waits for it. */
  answer?: Answer;
}

interface Source<State> {
  kind: AggregateKind;
  id: string;
  /** The state with all facts so far. */
  state(): State;
  /** The read model of a state. */
  view(state: State): object;
  /** The ledger was ahead: goes back to `recordedState`, takes these facts, and decides the entries again. */
  catchUp(ahead: Fact[], entries: Entry[]): void;
}

interface Waiter {
  seq: number;
  resolve: () => void;
}

/** Writes facts to the ledger in order, all that wait in one batch, and says how far it has come. */
export class Recorder<State> {
  private outbox: Entry[] = [];
  private waiters: Waiter[] = [];
  /** Set where the ledger may be ahead, or the read model behind: the next batch goes out even if it has no fact. */
  private isAsking = false;
  /** True from the first failed quick attempt until the store has everything again. */
  isBehind = false;
  private stopped = false;
  /** The state as the ledger has it. */
  recordedState: State;

  constructor(
    private readonly source: Source<State>,
    public recordedSeq: number,
    public lastHash: string = GENESIS_HASH_TEXT,
  ) {
    this.recordedState = source.state();
  }

  push(entry: Entry): void {
    this.outbox.push(entry);
  }

  /** Has the ledger looked at, although there is nothing to record. */
  ask(): void {
    this.isAsking = true;
  }

  get isIdle(): boolean {
    return this.outbox.length === 0 && !this.isAsking;
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
    const sent = this.outbox.length;
    const facts = this.outbox.flatMap((entry) => entry.facts);
    if (facts.length === 0 && !this.isAsking) {
      this.outbox = [];
      return;
    }
    const state = this.source.state();
    this.isAsking = false;
    const { lastHash, ahead } = await this.send({
      aggregate: this.source.kind,
      aggregateId: this.source.id,
      facts,
      afterSeq: this.recordedSeq,
      prevHash: this.lastHash,
      state: this.source.view(state),
    });
    this.lastHash = lastHash;
    if (ahead) return this.goBehind(ahead);
    this.outbox = this.outbox.slice(sent);
    this.recordedSeq += facts.length;
    this.recordedState = state;
    this.answerWaiters();
  }

  /** What was decided here was decided without knowing of these facts: all of it is decided again after them. */
  private goBehind(ahead: Fact[]): void {
    const entries = this.outbox;
    this.outbox = [];
    this.recordedSeq += ahead.length;
    this.source.catchUp(ahead, entries);
    // The attempt that recorded them may not have come as far as the read model, and there may be more.
    this.ask();
    const { waiters } = this;
    this.waiters = [];
    for (const { resolve } of waiters) resolve();
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
