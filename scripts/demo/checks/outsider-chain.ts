import { createHash } from 'node:crypto';
import { GENESIS_HASH } from '../../../contracts/fact';
import type { FactReply } from '../../../contracts/project-reply';
import { canonicalJson } from '../../../store/canonical-json';

/** The hash that a fact must have, by what its reader sees of it. */
function rehash(fact: FactReply): string {
  const { hash: _hash, sealed: _sealed, ...covered } = fact;
  return createHash('sha256').update(canonicalJson(covered)).digest('hex');
}

/**
 * Reckons a ledger again as anybody may who reads it through the API: each fact follows the one before it, and what is
 * not sealed has the hash that its content gives. Gives the numbers of the facts that do not.
 */
export function findBrokenFacts(facts: readonly FactReply[]): number[] {
  return facts
    .filter((fact, index) => {
      const before = index === 0 ? GENESIS_HASH : facts[index - 1]?.hash;
      const isInPlace = fact.seq === index + 1 && fact.prevHash === before;
      return !isInPlace || (!fact.sealed && rehash(fact) !== fact.hash);
    })
    .map(({ seq }) => seq);
}
