import { ORGANIZATION } from '../../api/operations/organization.aggregate';
import { PROGRAMME } from '../../api/operations/programmes';
import { USER } from '../../api/operations/user.aggregate';
import type { AggregateKind, Fact } from '../../contracts/fact';
import { foldFacts, isFoldedFromFacts } from '../../domain/aggregates';
import { foldDirectView } from '../../store/direct';

type Fold = (id: string, facts: Fact[]) => object;

/** What no workflow keeps; the rest folds by its rules. */
const DIRECT: Partial<Record<AggregateKind, Fold>> = {
  organization: (id, facts) => foldDirectView(ORGANIZATION, id, facts),
  user: (id, facts) => foldDirectView(USER, id, facts),
  programme: (id, facts) => foldDirectView(PROGRAMME, id, facts),
};

/** The read model of any aggregate, from its facts alone. */
export function foldView(kind: AggregateKind, id: string, facts: Fact[]): object {
  const fold = DIRECT[kind];
  if (fold) return fold(id, facts);
  if (!isFoldedFromFacts(kind)) throw new Error(`Nothing says how aggregates of kind ${kind} are folded`);
  return foldFacts(kind, id, facts);
}
