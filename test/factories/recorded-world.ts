import { GENESIS_HASH, type Fact } from '../../contracts/fact';
import { foldFact, viewOf, type AggregateState } from '../../domain/aggregate';
import type { Store } from '../../store/connect';
import { record } from '../../store/record';
import * as play from './round-play';
import { RULES, World, type Kind } from './world';

/** A whole round: two projects carried to their end, one declined, one on the waitlist promoted, one rejected. */
export function playRound(): World {
  const world = play.openRound(new World());
  const [first = '', second = '', third = '', fourth = ''] = [1, 2, 3, 4].map(play.projectId);
  for (const id of [first, second, third, fourth]) play.toDecision(world, id);
  play.decide(world, { [first]: 3_000_000, [second]: 3_000_000 }, { [third]: 3_000_000 });
  world.send('project', second, 'decline', { reason: '另有安排' }, play.APPLICANT);
  world.settle();
  for (const id of [first, third]) world.passDeadline('project', id);
  world.settle();
  for (const id of [first, third]) play.carryOut(world, id);
  return world;
}

/** One recording: some facts of an aggregate and the read model they lead to. */
async function recordBatch(
  store: Store,
  place: { kind: Kind; id: string; prevHash: string },
  facts: Fact[],
  before: AggregateState,
): Promise<{ lastHash: string; state: AggregateState }> {
  const { kind, id, prevHash } = place;
  const rules = RULES[kind];
  const state = facts.reduce((folded, fact) => foldFact(folded, fact, rules.evolve), before);
  const view = viewOf(rules, state);
  const { lastHash } = await record(store, {
    aggregate: kind,
    aggregateId: id,
    facts,
    afterSeq: before.version,
    prevHash,
    state: view,
  });
  return { lastHash, state };
}

/** Records an aggregate of a world, so many facts at a time, as its workflow would have. */
async function recordAggregate(
  store: Store,
  world: World,
  { kind, id }: { kind: Kind; id: string },
  atOnce = 3,
): Promise<void> {
  const facts = world.ledger.get(`${kind}:${id}`) ?? [];
  let prevHash = GENESIS_HASH;
  let state = RULES[kind].begin(id);
  for (let from = 0; from < facts.length; from += atOnce) {
    const batch = facts.slice(from, from + atOnce);
    const recorded = await recordBatch(store, { kind, id, prevHash }, batch, state);
    prevHash = recorded.lastHash;
    state = recorded.state;
  }
}

/** Records everything that has happened in a world. */
export async function recordWorld(store: Store, world: World, atOnce = 3): Promise<void> {
  for (const kind of ['fund', 'round', 'project', 'payment'] as const)
    for (const id of world.idsOf(kind)) await recordAggregate(store, world, { kind, id }, atOnce);
}
