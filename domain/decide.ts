import type { Command, Fact } from '../contracts/fact';
import { DomainError } from './domain-error';
import { foldFact, type AggregateState, type Context } from './aggregate';
import { toInstantText } from './instant';

interface Draft {
  type: string;
  data: unknown;
}

interface Folding<State> {
  evolve: (state: State, fact: Fact) => State;
}

/** What follows by itself from a state, asked again until nothing more follows. */
type Follow<State, Ctx> = (state: State, context: Ctx) => Draft[];

/** No chain of consequences is this long; a longer one is a rule that feeds itself. */
const MAX_ROUNDS = 50;

/**
 * Turns a command into numbered facts: the decider's own, then all that follows from them.
 * Throws what the decider throws, or VERSION_CONFLICT where the sender has seen another version; then nothing has changed.
 */
export function decideFacts<State extends AggregateState, Ctx extends Context>(
  state: State,
  command: Command,
  context: Ctx,
  rules: Folding<State> & {
    decide: (state: State, command: Command, context: Ctx) => Draft[];
    follow: Follow<State, Ctx>[];
  },
): Fact[] {
  assertSeen(state, command);
  const facts: Fact[] = [];
  let current = state;
  const take = (drafts: Draft[]): void => {
    for (const { type, data } of drafts) {
      const fact: Fact = {
        seq: current.version + 1,
        at: context.now,
        actor: command.actor,
        type,
        data,
        commandId: command.id,
      };
      facts.push(fact);
      current = foldFact(current, fact, rules.evolve);
    }
  };
  take(rules.decide(state, command, context));
  for (let round = 0; facts.length > 0; round += 1) {
    if (round === MAX_ROUNDS) throw new Error('The consequences of a command do not end');
    const next = rules.follow.map((follow) => follow(current, context)).find((drafts) => drafts.length > 0);
    if (!next) break;
    take(next);
  }
  return facts;
}

function assertSeen({ version }: AggregateState, { expectedVersion = version }: Command): void {
  if (expectedVersion !== version) throw new DomainError('VERSION_CONFLICT', { version });
}

/** The part of a context every aggregate's rules get. */
export const contextOf = (command: Command, nowMs: number): Context => ({
  nowMs,
  now: toInstantText(nowMs),
  actor: command.actor,
});
