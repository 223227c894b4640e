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
import { Docket, type OpenCase } from './docket';
import { deliverSignal, positionQuery } from './messages';
import { Postman } from './postman';
import { Recorder } from './recorder';
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
  private recordedState: State;
  private readonly recorder: Recorder<State>;
  private readonly postman: Postman;
  private readonly window: CommandWindow;
  private readonly docket = new Docket();
  private closing = false;
  private setting: Setting;

  constructor(
    private readonly rules: Rules<State, Setting>,
    private readonly start: Start<State, Setting>,
  ) {
    this.state = start.carried?.state ?? rules.begin(start.id);
    this.recordedState = this.state;
    this.setting = start.setting;
    this.window = new CommandWindow(start.carried?.window ?? []);
    this.recorder = new Recorder(this.asSource(), this.state.version, start.carried?.lastHash);
    this.postman = new Postman({
      recordedSeq: () => this.recorder.recordedSeq,
      onReturned: (message) => this.takeBack(message),
    });
    this.listen();
    void this.recorder.run();
    void this.postman.run();
    void this.mindDeadlines();
    if (start.first && this.state.version === 0) this.take(start.first, true);
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

  /** By what is recorded: a run must not end by a decision that the ledger may yet turn over. */
  get hasEnded(): boolean {
    return this.rules.hasEnded(this.recordedState);
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

  /** Whether anything was ever recorded; a workflow whose opening command was refused waits a minute and goes. */
  async hasBegun(): Promise<boolean> {
    return this.state.version > 0 || (await condition(() => this.state.version > 0, EMPTY_FOR));
  }

  /** Everything recorded, told and answered: then this run may end. */
  async drain(): Promise<void> {
    this.closing = true;
    await condition(() => this.recorder.isIdle && this.postman.isIdle && allHandlersFinished());
    this.recorder.stop();
    this.postman.stop();
  }

  /** The next run of the same workflow, from the same state. Never returns. */
  async renew(): Promise<never> {
    await this.drain();
    const carried = { state: this.state, lastHash: this.recorder.lastHash, window: this.window.toJSON() };
    return continueAsNew({ id: this.start.id, setting: this.setting, carried });
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
      const result = this.window.find(command) ?? this.take(command, false);
      await this.docket.whenRecorded(command.id);
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
      if (!this.window.find(command)) this.take(command, true);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.append([this.refusal(command, error)]);
      this.docket.enter(command, { version: this.state.version }, true);
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

  private take(command: Command, isMessage: boolean): CommandResult {
    this.decide(command);
    const result = { version: this.state.version };
    this.window.remember(command, result);
    this.docket.enter(command, result, isMessage);
    return result;
  }

  private decide(command: Command): void {
    const setting = this.settingFor(command);
    this.append(this.rules.decide(this.state, command, setting, nowMs()));
    this.setting = setting;
  }

  private settingFor(command: Command): Setting {
    return this.rules.adopt?.(this.setting, command) ?? this.setting;
  }

  private append(facts: Fact[]): void {
    for (const fact of facts) this.fold(fact);
    this.recorder.push(facts);
    setCurrentDetails(this.rules.summary(this.state));
  }

  private fold(fact: Fact): void {
    this.state = foldFact(this.state, fact, this.rules.evolve);
    this.rules.messages(this.state, fact).forEach((message, index) => this.post(fact.seq, index, message));
  }

  private asSource() {
    const { kind } = this.rules;
    return {
      kind,
      id: this.start.id,
      state: () => this.state,
      view: (state: State) => viewOf(this.rules, state),
      onRecorded: (state: State) => {
        this.recordedState = state;
        this.docket.close(this.recorder.recordedSeq);
      },
      onFound: (facts: Fact[]) => this.catchUp(facts),
    };
  }

  /**
   * The ledger is ahead: a workflow task wrote these facts and was then lost, with the decision in it. They stand. What
   * was decided since is decided again after them; a command that they already answer is answered by them.
   */
  private catchUp(found: Fact[]): void {
    this.postman.takeBackAfter(this.recordedState.version);
    this.state = this.recordedState;
    const versions = new Map<string, number>();
    for (const fact of found) {
      this.fold(fact);
      versions.set(fact.commandId, fact.seq);
      if (fact.type !== 'messageRefused') this.window.restore(fact.commandId, fact.seq);
    }
    this.recordedState = this.state;
    for (const open of this.docket.open) {
      const version = versions.get(open.command.id);
      if (version === undefined) this.decideAgain(open);
      else open.result.version = version;
    }
    setCurrentDetails(this.rules.summary(this.state));
  }

  private decideAgain(open: OpenCase): void {
    try {
      this.decide(open.command);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (!open.isMessage) return this.refuse(open, error);
      this.append([this.refusal(open.command, error)]);
    }
    open.result.version = this.state.version;
  }

  private refuse(open: OpenCase, refusal: DomainError): void {
    this.window.forget(open.command.id);
    this.docket.refuse(open, refusal);
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
      if (!moved) this.command(next.command, { key: next.key });
    }
  }

  private nearest(): Timer | undefined {
    return this.closing ? undefined : nearestTimer(this.rules.deadlines(this.state));
  }
}
