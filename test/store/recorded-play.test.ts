import fc from 'fast-check';
import { compareViews } from '../../scripts/rebuild/compare-views';
import { verifyLedger } from '../../scripts/verify-audit/verify-ledger';
import { viewOf } from '../../domain/aggregate';
import { fromDocument, viewsOf } from '../../store/views.repository';
import { recordWorld } from '../factories/recorded-world';
import * as play from '../factories/round-play';
import { openTestStore } from '../factories/test-store';
import { RULES, World } from '../factories/world';

const KINDS = ['fund', 'round', 'project', 'payment'] as const;
const [FIRST, SECOND] = [play.projectId(1), play.projectId(2)];

/** What people may do with a project at any moment; what is not allowed there changes nothing. */
const ACTS: ((world: World, id: string) => void)[] = [
  (world, id) => void (world.project(id).suspended === null && world.passDeadline('project', id)),
  (world, id) => void world.attempt('project', id, 'decline', { reason: 'x' }, play.APPLICANT),
  (world, id) => void world.attempt('project', id, 'suspend', { reason: 'x' }),
  (world, id) => void world.attempt('project', id, 'resume', { reason: 'x' }),
  (world, id) => void world.attempt('project', id, 'terminate', { reason: 'x', clawbackFen: 0 }),
  (world) => world.settle(),
];

const act = fc.record({ which: fc.nat(ACTS.length - 1), project: fc.constantFrom(FIRST, SECOND) });
const acts = fc.array(act, { maxLength: 12 });

function playOut(steps: { which: number; project: string }[]): World {
  const world = play.openRound(new World());
  for (const id of [FIRST, SECOND]) play.toDecision(world, id);
  play.decide(world, { [FIRST]: 3_000_000 }, { [SECOND]: 3_000_000 });
  for (const { which, project } of steps) ACTS[which]?.(world, project);
  return world;
}

describe('whatever happens in a round', () => {
  it('evolve(decide) is what the read models show, what the ledger verifies and what a rebuild gives', async () => {
    await fc.assert(
      fc.asyncProperty(acts, fc.integer({ min: 1, max: 9 }), async (steps, atOnce) => {
        const world = playOut(steps);
        const store = await openTestStore({ migrated: false });
        try {
          await recordWorld(store, world, atOnce);
          for (const kind of KINDS) {
            const stored = await viewsOf(store, kind).find().sort({ _id: 1 }).toArray();
            const decided = world
              .idsOf(kind)
              .sort()
              .map((id) => viewOf(RULES[kind], world.stateOf(kind, id)));
            expect(stored.map((view) => fromDocument(view))).toEqual(JSON.parse(JSON.stringify(decided)));
          }
          expect((await verifyLedger(store)).faults).toEqual([]);
          expect(await compareViews(store)).toEqual([]);
        } finally {
          await store.close();
        }
      }),
      { numRuns: 8 },
    );
  }, 180_000);
});
