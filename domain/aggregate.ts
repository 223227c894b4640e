import type { Actor, Command, Fact } from '../contracts/fact';
import type { DomainError } from './domain-error';

/** A deadline is an absolute instant; `provisional` while the working-day calendar of its year is not published. */
export interface Deadline {
  key: string;
  dueAt: string;
  provisional: boolean;
  /** When whoever has to meet it is reminded: instants still to come, the next one first. */
  remindAt?: string[];
  /** How often somebody was reminded. */
  reminders?: number;
  /** What it was reckoned from, where that was in days: a calendar that is published later reckons it anew. */
  reckoned?: { from: string; duration: string; pausedMs?: number };
}

/** What somebody has to do now. `audience` holds `role:…`, `user:…` or `org:…`; whoever matches one sees the task. */
export interface Task {
  key: string;
  kind: string;
  audience: string[];
  dueAt?: string;
  /** How often its people were reminded of it. */
  reminders?: number;
}

/** By when a task is to be done, and how often its people were reminded. */
export const taskDates = (deadline: Deadline | null | undefined): Pick<Task, 'dueAt' | 'reminders'> =>
  deadline ? { dueAt: deadline.dueAt, ...(deadline.reminders ? { reminders: deadline.reminders } : {}) } : {};

/** What every aggregate's state carries. Plain JSON: it crosses continue-as-new and is the read model as it stands. */
export interface AggregateState {
  schemaVersion: 1;
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** A fact before its aggregate numbers it. */
export type FactDraft<Facts> = {
  [Type in keyof Facts & string]: { type: Type; data: Facts[Type] };
}[keyof Facts & string];

/** What a rule may know besides the state: the instant, the actor, and how to reckon a deadline. */
export interface Context {
  nowMs: number;
  /** `nowMs` as RFC 3339 text. */
  now: string;
  actor: Actor;
}

/** Rules by command: each gives facts, or throws a DomainError and changes nothing. */
export type Deciders<State, Commands, Facts, Ctx extends Context> = {
  [Type in keyof Commands]: (state: State, payload: Commands[Type], context: Ctx) => FactDraft<Facts>[];
};

/** What each fact does to the state. No rule is asked here: a fact has happened. */
export type Evolvers<State, Facts> = {
  [Type in keyof Facts]: (state: State, data: Facts[Type], fact: Pick<Fact, 'at' | 'actor'>) => State;
};

/** What follows from a recorded fact in another workflow. Its id makes a repeated delivery harmless. */
export interface Message {
  to: { kind: 'project' | 'round' | 'fund' | 'payment'; id: string };
  /** `start` opens the receiving workflow with this command as its first; `deliver` reaches one that is there. */
  how: 'deliver' | 'start';
  type: string;
  payload: Record<string, unknown>;
}

/** An aggregate as the engine runs it: `decide` asks, `evolve` folds, `messages` tells the peers. */
export interface Rules<State extends AggregateState, Setting> {
  kind: 'project' | 'round' | 'fund' | 'payment';
  /** Every command's name; each becomes an Update of this name. */
  commandTypes: readonly string[];
  begin: (this: void, id: string) => State;
  decide: (this: void, state: State, command: Command, setting: Setting, nowMs: number) => Fact[];
  evolve: (this: void, state: State, fact: Fact) => State;
  deadlines: (this: void, state: State) => Deadline[];
  tasks: (this: void, state: State) => Task[];
  messages: (this: void, state: State, fact: Fact) => Message[];
  /** True once nothing more can happen: the workflow ends. */
  hasEnded: (this: void, state: State) => boolean;
  /** What a command changes in the setting that this and later commands are decided by. */
  adopt?: (this: void, setting: Setting, command: Command) => Setting;
  /** Whether a command that was taken has its outcome yet; a refusal that came later is given to the caller. */
  settles?: (this: void, state: State, command: Command) => 'done' | 'pending' | DomainError;
  /** One line for people who look at the workflow in Temporal's own pages. */
  summary: (this: void, state: State) => string;
}

/** The read model: the state and the tasks that follow from it. A rebuild from the ledger gives the same. */
export function viewOf<State extends AggregateState>(
  rules: Pick<Rules<State, never>, 'tasks'>,
  state: State,
): State & { tasks: Task[] } {
  return { ...state, tasks: rules.tasks(state) };
}

/** Folds one fact; version and instants follow the ledger, so no rule has to keep them. */
export function foldFact<State extends AggregateState>(
  state: State,
  fact: Fact,
  evolve: (state: State, fact: Fact) => State,
): State {
  const next = evolve(state, fact);
  return { ...next, version: fact.seq, createdAt: state.createdAt || fact.at, updatedAt: fact.at };
}
