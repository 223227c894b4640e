import type { AggregateKind, Fact } from '../contracts/fact';
import { foldFact, viewOf, type AggregateState, type Rules } from './aggregate';
import { FUND_RULES } from './fund/fund.rules';
import { PAYMENT_RULES } from './payment/payment.rules';
import { PROJECT_RULES } from './project/project.rules';
import { ROUND_RULES } from './round/round.rules';

/** What folding needs of an aggregate's rules; deciding is no part of a rebuild. */
type Foldable = Pick<Rules<AggregateState, never>, 'begin' | 'evolve' | 'tasks'>;

const FOLDABLE: Partial<Record<AggregateKind, Foldable>> = {
  project: PROJECT_RULES as Foldable,
  round: ROUND_RULES as Foldable,
  fund: FUND_RULES as Foldable,
  payment: PAYMENT_RULES as Foldable,
};

export const isFoldedFromFacts = (kind: AggregateKind): boolean => FOLDABLE[kind] !== undefined;

/** The read model of a workflow's aggregate, from its facts alone: the same that each recording wrote. */
export function foldFacts(kind: AggregateKind, id: string, facts: Fact[]): object {
  const rules = FOLDABLE[kind];
  if (!rules) throw new Error(`No workflow keeps aggregates of kind ${kind}`);
  const state = facts.reduce((folded, fact) => foldFact(folded, fact, rules.evolve), rules.begin(id));
  return viewOf(rules, state);
}
