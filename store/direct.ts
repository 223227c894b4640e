import type { Actor, AggregateKind, CommandResult, Fact } from '../contracts/fact';
import { GENESIS_HASH } from '../contracts/fact';
import type { AggregateState } from '../domain/aggregate';
import { DomainError } from '../domain/domain-error';
import type { Store } from './connect';
import { LedgerConflict, readEntries, readLastEntry } from './ledger.repository';
import { record } from './record';
import { readView, writeView } from './views.repository';

interface Draft {
  type: string;
  data: object;
}

/** An aggregate that needs no workflow: nothing waits in it, so the API decides and records by itself. */
export interface DirectAggregate<State extends AggregateState> {
  kind: AggregateKind;
  begin: (id: string) => State;
  evolve: (state: State, fact: Fact) => State;
}

export interface DirectCommand<State> {
  id: string;
  commandId: string;
  actor: Actor;
  at: string;
  /** The version the caller has seen, where it says so. */
  expectedVersion?: number | undefined;
  decide: (state: State) => Draft[];
}

/** Two people who change the same thing at once meet here; one more look is nearly always enough. */
const MAX_TRIES = 5;

const foldDirect = <State extends AggregateState>(
  aggregate: DirectAggregate<State>,
  state: State,
  facts: Fact[],
): State =>
  facts.reduce((folded, fact) => {
    const next = aggregate.evolve(folded, fact);
    return { ...next, version: fact.seq, createdAt: folded.createdAt || fact.at, updatedAt: fact.at };
  }, state);

/** The read model of a direct aggregate, from its facts alone: the same that each recording wrote. */
export const foldDirectView = <State extends AggregateState>(
  aggregate: DirectAggregate<State>,
  id: string,
  facts: Fact[],
): object => ({ ...foldDirect(aggregate, aggregate.begin(id), facts), tasks: [] });

/** The state as the ledger has it; a read model that a crash left behind is brought up to it. */
async function load<State extends AggregateState>(
  store: Store,
  aggregate: DirectAggregate<State>,
  id: string,
): Promise<{ state: State; lastHash: string }> {
  const view = await readView<State>(store, aggregate.kind, id);
  const state = view ? withoutTasks<State>(view) : aggregate.begin(id);
  const missed = await readEntries(store, id, { afterSeq: state.version });
  if (missed.length > 0) {
    const caughtUp = foldDirect(aggregate, state, missed);
    const lastHash = missed.at(-1)?.hash ?? GENESIS_HASH;
    await writeView(store, aggregate.kind, { ...caughtUp, tasks: [] }, lastHash);
    return { state: caughtUp, lastHash };
  }
  const last = state.version === 0 ? null : await readLastEntry(store, id);
  return { state, lastHash: last?.hash ?? GENESIS_HASH };
}

const withoutTasks = <State>(view: object): State => {
  const { tasks: _tasks, ...state } = view as { tasks: unknown };
  return state as State;
};

/** Decides and records one command. Of two that race one is recorded first, and the other decides again on what it left. */
export async function applyDirect<State extends AggregateState>(
  store: Store,
  aggregate: DirectAggregate<State>,
  command: DirectCommand<State>,
): Promise<CommandResult & { state: State }> {
  for (let attempt = 1; ; attempt += 1) {
    const { state, lastHash } = await load(store, aggregate, command.id);
    if (command.expectedVersion !== undefined && command.expectedVersion !== state.version)
      throw new DomainError('VERSION_CONFLICT', { version: state.version });
    const facts = number(command, command.decide(state), state.version);
    if (facts.length === 0) return { version: state.version, state };
    const next = foldDirect(aggregate, state, facts);
    try {
      const view = { ...next, tasks: [] };
      await record(store, {
        aggregate: aggregate.kind,
        aggregateId: command.id,
        facts,
        afterSeq: state.version,
        prevHash: lastHash,
        state: view,
      });
      return { version: next.version, state: next };
    } catch (error) {
      if (!(error instanceof LedgerConflict)) throw error;
      if (attempt === MAX_TRIES) throw new DomainError('TOO_MANY_REQUESTS');
    }
  }
}

const number = (
  command: Pick<DirectCommand<never>, 'at' | 'actor' | 'commandId'>,
  drafts: Draft[],
  version: number,
): Fact[] =>
  drafts.map(({ type, data }, index) => ({
    seq: version + index + 1,
    at: command.at,
    actor: command.actor,
    type,
    data,
    commandId: command.commandId,
  }));
