import type { AggregateKind, Fact } from '../contracts/fact';
import { foldFact, viewOf, type AggregateState, type Rules } from './aggregate';
import { FUND_RULES } from './fund/fund.rules';
import { PAYMENT_RULES } from './payment/payment.rules';
import { PROJECT_RULES } from './project/project.rules';
import { ROUND_RULES } from './round/round.rules';

/** What folding needs of an aggregate's rules; deciding is no part of a rebuild. */
type Foldable<State extends AggregateState> = Pick<Rules<State, never>, 'begin' | 'evolve' | 'tasks'>;

const folding =
  <State extends AggregateState>(rules: Foldable<State>) =>
  (id: string, facts: Fact[]): object =>
    viewOf(
      rules,
      facts.reduce((folded, fact) => foldFact(folded, fact, rules.evolve), rules.begin(id)),
    );

const FOLD: Partial<Record<AggregateKind, (id: string, facts: Fact[]) => object>> = {
  project: folding(PROJECT_RULES),
  round: folding(ROUND_RULES),
  fund: folding(FUND_RULES),
  payment: folding(PAYMENT_RULES),
};

export const isFoldedFromFacts = (kind: AggregateKind): boolean => FOLD[kind] !== undefined;

/** The read model of a workflow's aggregate, from its facts alone: the same that each recording wrote. */
export function foldFacts(kind: AggregateKind, id: string, facts: Fact[]): object {
  const fold = FOLD[kind];
  if (!fold) throw new Error(`No workflow keeps aggregates of kind ${kind}`);
  return fold(id, facts);
}

const ENDED: Partial<Record<AggregateKind, (view: never) => boolean>> = {
  project: PROJECT_RULES.hasEnded,
  round: ROUND_RULES.hasEnded,
  fund: FUND_RULES.hasEnded,
  payment: PAYMENT_RULES.hasEnded,
};

/** Whether a read model belongs to a workflow that has ended, so that nobody looks for it among the running ones. */
export const hasEnded = (kind: AggregateKind, view: object): boolean => ENDED[kind]?.(view as never) ?? false;
