import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineUpdate,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Command, CommandResult, Fact } from '../../contracts/fact';
import { foldFact, viewOf, type AggregateState, type Message, type Rules } from '../../domain/aggregate';
import { DomainError } from '../../domain/domain-error';
import { fromInstantText, toInstantText } from '../../domain/instant';
import { isSameTimer, nearestTimer, type Timer } from '../../domain/timers';
import { nowMs } from './clock';
import { CommandWindow, type WindowEntry } from './command-window';
import { deliverSignal, positionQuery } from './messages';
import { Postman } from './postman';
import { Recorder, type Answer, type Entry } from './recorder';
import { asFailure, asUpdateFailure } from './refusal';

/** What a run begins with: a new aggregate, or one carried over from the run before. */
export interface Start<State, Setting> {
  id: string;
  setting: Setting;
  /** The command that opens a workflow which nobody sends an update to. */
  first?: Command;
  carried?: { state: State; lastHash: string; window: WindowEntry[] };
}

/** Far below Temporal's own limit: a cold replay of 600 events takes half a second, of 4,000 longer than a task may. */
const EVENTS_PER_RUN = 600;
/** A workflow whose first command was refused leaves nothing behind. */
const EMPTY_FOR = '1 minute';

/**
 * Runs one aggregate's rules as a workflow: takes commands as Updates and signals, records their facts, tells its
 * peers, minds the nearest deadline, and continues as new before its history grows long.
 */
export class AggregateRun<State extends AggregateState, Setting> {
  state: State;
  private readonly recorder: Recorder<State>;
  private readonly postman: Postman;
  private readonly window: CommandWindow;
  private closing = false;
  private setting: Setting;

  constructor(
    private readonly rules: Rules<State, Setting>,
    private readonly start: Start<State, Setting>,
  ) {
    this.state = start.carried?.state ?? rules.begin(start.id);
    this.setting = start.setting;
    this.window = new CommandWindow(start.carried?.window ?? []);
    this.recorder = new Recorder(
      {
        kind: rules.kind,
        id: start.id,
        state: () => this.state,
        view: (state) => viewOf(rules, state),
        catchUp: (ahead, entries) => this.catchUp(ahead, entries),
      },
      this.state.version,
      start.carried?.lastHash,
    );
    this.postman = new Postman({
      recordedSeq: () => this.recorder.recordedSeq,
      onReturned: (message) => this.takeBack(message),
    });
    // Before anybody is listened to: what arrived with the very first task is decided after the opening, not before it.
    if (start.first && this.state.version === 0) this.take(start.first);
    this.listen();
    void this.recorder.run();
    void this.postman.run();
    void this.mindDeadlines();
    setCurrentDetails(rules.summary(this.state));
  }

  /** Waits until `done`, or until this run is over and the next one goes on from the same state. */
  async until(done: () => boolean): Promise<void> {
    await condition(() => done() || this.isRunOver);
  }

  /** Everything decided so far is in the ledger and in the read model: who looks there now sees no older state. */
  async recorded(): Promise<void> {
    await condition(() => this.recorder.isIdle);
  }

  get hasEnded(): boolean {
    return this.rules.hasEnded(this.state);
  }

  get isRunOver(): boolean {
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    return this.hasEnded || historyLength >= EVENTS_PER_RUN || continueAsNewSuggested;
  }

  /** A command of the workflow's own: what a timer, an activity or a look-up found out. */
  command(type: string, payload: object): void {
    const id = `${this.rules.kind}:${this.start.id}:${type}:${this.state.version}`;
    const actor = { userId: `${this.rules.kind}:${this.start.id}`, roles: ['system' as const] };
    this.receive({ id, hash: id, type, actor, payload });
  }

  /**
   * Whether anything was ever recorded; a workflow whose opening command was refused waits a minute and goes. Before it
   * goes it asks the ledger: an opening that was recorded and then cut off is a beginning.
   */
  async hasBegun(): Promise<boolean> {
    if (this.state.version > 0) return true;
    await condition(() => this.state.version > 0, EMPTY_FOR);
    if (this.state.version === 0) this.recorder.ask();
    await this.recorded();
    return this.state.version > 0;
  }

  /** Ends this run: for good where the aggregate has ended, else the next run goes on from the same state. */
  async finish(): Promise<void> {
    await this.drain();
    if (this.hasEnded) return;
    const carried = { state: this.state, lastHash: this.recorder.lastHash, window: this.window.toJSON() };
    await continueAsNew({ id: this.start.id, setting: this.setting, carried });
  }

  /** Everything recorded, told and answered: then this run may end. */
  private async drain(): Promise<void> {
    this.closing = true;
    await condition(() => this.recorder.isIdle && this.postman.isIdle && allHandlersFinished());
    this.recorder.stop();
    this.postman.stop();
  }

  private listen(): void {
    for (const type of this.rules.commandTypes) {
      setHandler(defineUpdate<CommandResult, [Command]>(type), (command: Command) => this.answer(command), {
        validator: (command: Command) => this.validate(command),
      });
    }
    setHandler(deliverSignal, (command) => this.receive(command));
    setHandler(positionQuery, () => ({
      version: this.state.version,
      recordedSeq: this.recorder.recordedSeq,
      isBehind: this.recorder.isBehind,
    }));
  }

  /** Synchronous and without effect: a command refused here leaves no event in the history. */
  private validate(command: Command): void {
    try {
      if (this.window.find(command)) return;
      if (this.recorder.isBehind) throw new DomainError('STORE_BEHIND');
      if (this.closing) throw new DomainError('ENGINE_UNAVAILABLE');
      this.rules.decide(this.state, command, this.settingFor(command), nowMs());
    } catch (error) {
      throw asFailure(error);
    }
  }

  private async answer(command: Command): Promise<CommandResult> {
    try {
      const known = this.window.find(command);
      const answer: Answer = { version: known?.version ?? 0 };
      if (!known) this.take(command, answer);
      await this.recorder.whenRecorded(answer.version);
      // While the ledger was ahead the command was decided again, and has another version or none.
      while (!answer.refusal && answer.version > this.recorder.recordedSeq)
        await this.recorder.whenRecorded(answer.version);
      if (answer.refusal) throw answer.refusal;
      const result = { version: answer.version };
      return this.rules.settles ? await this.settle(command, result) : result;
    } catch (error) {
      throw asUpdateFailure(error);
    }
  }

  /** Some commands are decided elsewhere too: their caller waits for that answer, which may be a refusal. */
  private async settle(command: Command, result: CommandResult): Promise<CommandResult> {
    const { settles } = this.rules;
    if (!settles) return result;
    await condition(() => settles(this.state, command) !== 'pending');
    const outcome = settles(this.state, command);
    await condition(() => this.recorder.isIdle);
    if (outcome instanceof DomainError) throw outcome;
    return { ...result, version: this.state.version };
  }

  /** From a machine or a peer: a refusal is recorded, since nobody waits for an answer. */
  private receive(command: Command): void {
    try {
      if (!this.window.find(command)) this.take(command);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.push({ command, facts: [this.refusal(command, error)] });
    }
  }

  private refusal(command: Command, error: DomainError): Fact {
    const data = { command: command.type, code: error.code, params: error.params };
    const { actor, id: commandId } = command;
    return {
      seq: this.state.version + 1,
      at: toInstantText(nowMs()),
      actor,
      type: 'messageRefused',
      data,
      commandId,
    };
  }

  /** Decides and folds in one step; throws what the rules throw, and then nothing has changed. */
  private take(command: Command, answer?: Answer): void {
    const setting = this.settingFor(command);
    const facts = this.rules.decide(this.state, command, setting, nowMs());
    this.setting = setting;
    this.push({ command, facts, answer });
    this.window.remember(command, { version: this.state.version });
  }

  private settingFor(command: Command): Setting {
    return this.rules.adopt?.(this.setting, command) ?? this.setting;
  }

  private push(entry: Entry): void {
    this.fold(entry.facts);
    if (entry.answer) entry.answer.version = this.state.version;
    // Where no fact follows, an answer still depends on those before it that are not recorded yet.
    if (entry.facts.length > 0 || !this.recorder.isIdle) this.recorder.push(entry);
  }

  private fold(facts: Fact[]): void {
    for (const fact of facts) {
      this.state = foldFact(this.state, fact, this.rules.evolve);
      this.rules.messages(this.state, fact).forEach((message, index) => this.post(fact.seq, index, message));
    }
    setCurrentDetails(this.rules.summary(this.state));
  }

  /**
   * The ledger has facts that this history does not know: an attempt of a task recorded them and was cut off before the
   * server had it. They stand. The run goes back to what both have, takes them, and decides what waits once more.
   */
  private catchUp(ahead: Fact[], entries: Entry[]): void {
    this.state = this.recorder.recordedState;
    this.postman.revokeAfter(this.state.version);
    this.fold(ahead);
    this.recorder.recordedState = this.state;
    for (const { commandId, seq } of ahead)
      this.window.remember({ id: commandId, hash: null }, { version: seq });
    for (const entry of entries) this.decideAgain(entry, ahead);
  }

  private decideAgain({ command, facts, answer }: Entry, ahead: Fact[]): void {
    const own = ahead.filter(({ commandId }) => commandId === command.id);
    const last = own.at(-1);
    if (last) return this.completeOwn({ command, facts: facts.slice(own.length), answer }, last.seq);
    this.window.forget(command.id);
    if (!answer) return this.receive(command);
    try {
      this.take(command, answer);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      answer.refusal = error;
    }
  }

  /** The cut-off attempt recorded this very command; where it came only half way, the rest follows. */
  private completeOwn({ command, facts: rest, answer }: Entry, lastSeq: number): void {
    this.setting = this.settingFor(command);
    const isNext = rest[0]?.seq === this.state.version + 1;
    this.push({ command, facts: isNext ? rest : [], answer });
    const version = isNext ? this.state.version : lastSeq;
    if (answer) answer.version = version;
    this.window.remember(command, { version });
  }

  private post(seq: number, index: number, message: Message): void {
    const id = `${this.rules.kind}:${this.start.id}:${seq}:${index}`;
    const actor = { userId: `${this.rules.kind}:${this.start.id}`, roles: ['system' as const] };
    const { type, payload } = message;
    this.postman.post({ seq, message, command: { id, hash: id, type, actor, payload } });
  }

  private takeBack({ to, type, payload }: Message): void {
    if (this.rules.commandTypes.includes('returnMessage'))
      this.command('returnMessage', { to, type, payload });
  }

  /** One timer, for the nearest deadline or reminder; met, moved or suspended, it is taken down. */
  private async mindDeadlines(): Promise<void> {
    for (;;) {
      await condition(() => this.nearest() !== undefined);
      const next = this.nearest();
      if (!next) continue;
      const waitMs = Math.max(1, fromInstantText(next.at) - nowMs());
      const isMoved = (): boolean => !isSameTimer(this.nearest(), next);
      const moved = await condition(isMoved, waitMs, { summary: next.key });
      if (moved) continue;
      this.command(next.command, { key: next.key });
      // A timer that changed nothing would fire again at once and for ever: it waits for another instead.
      if (nowMs() >= fromInstantText(next.at)) await condition(isMoved);
    }
  }

  private nearest(): Timer | undefined {
    return this.closing ? undefined : nearestTimer(this.rules.deadlines(this.state));
  }
}
