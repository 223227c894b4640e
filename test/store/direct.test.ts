import type { Fact } from '../../contracts/fact';
import type { AggregateState } from '../../domain/aggregate';
import { chainFacts } from '../../store/chain';
import { applyDirect, type DirectAggregate } from '../../store/direct';
import { appendEntries, readEntries, readLastEntry } from '../../store/ledger.repository';
import { readView, viewsOf } from '../../store/views.repository';
import { verifyLedger } from '../../scripts/verify-audit/verify-ledger';
import { buildFacts } from '../factories/fact.factory';
import { openTestStore, type TestStore } from '../factories/test-store';

interface Counter extends AggregateState {
  names: string[];
}

/** The simplest of aggregates: it remembers who came. */
const COUNTER: DirectAggregate<Counter> = {
  kind: 'organization',
  begin: (id) => ({ schemaVersion: 1, id, version: 0, createdAt: '', updatedAt: '', names: [] }),
  evolve: (state, { data }: Fact) => ({
    ...state,
    names: [...state.names, (data as { name?: string }).name ?? '?'],
  }),
};

let store: TestStore;
let serial = 0;
let id: string;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(() => {
  id = `org_${(serial += 1)}`;
});

const come = (name: string, expectedVersion?: number) =>
  applyDirect(store, COUNTER, {
    id,
    commandId: `come:${name}`,
    actor: { userId: 'usr_1', roles: ['admin'] },
    at: '2026-03-02T01:00:00.000Z',
    expectedVersion,
    decide: () => [{ type: 'came', data: { name } }],
  });

describe('an aggregate without a workflow', () => {
  it('records each command under the same ledger', async () => {
    await come('甲');
    expect(await come('乙')).toMatchObject({ version: 2, state: { names: ['甲', '乙'] } });
    expect(await readView<Counter>(store, 'organization', id)).toMatchObject({
      names: ['甲', '乙'],
      tasks: [],
    });
    expect((await verifyLedger(store, { aggregateIds: [id] })).faults).toEqual([]);
  });

  it('loses nobody and counts nobody twice when several write at once', async () => {
    const names = ['a', 'b', 'c', 'd'];
    await Promise.all(names.map((name) => come(name)));
    const view = await readView<Counter>(store, 'organization', id);
    expect([...(view?.names ?? [])].sort()).toEqual(names);
    expect((await readEntries(store, id)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect((await verifyLedger(store, { aggregateIds: [id] })).faults).toEqual([]);
  });

  it('refuses who has seen an older version, and tells the one that is now', async () => {
    await come('甲');
    await come('乙', 1);
    await expect(come('丙', 1)).rejects.toMatchObject({ code: 'VERSION_CONFLICT', params: { version: 2 } });
  });

  it('lets exactly one of several through who have seen the same version', async () => {
    await come('甲');
    const outcomes = await Promise.allSettled(['b', 'c', 'd'].map((name) => come(name, 1)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('goes on from a fact whose read model a crash left unwritten, and brings it up', async () => {
    await come('甲');
    const last = await readLastEntry(store, id);
    const facts = buildFacts(1, { name: '乙' }, 2);
    const place = { aggregate: 'organization', aggregateId: id, prevHash: last?.hash ?? '' } as const;
    await appendEntries(store, chainFacts({ ...place, facts }));
    const unchanged = { commandId: 'look', actor: facts[0]!.actor, at: '', decide: () => [] };
    expect(await applyDirect(store, COUNTER, { id, ...unchanged })).toMatchObject({ version: 2 });
    expect(await viewsOf(store, 'organization').findOne({ _id: id })).toMatchObject({ names: ['甲', '乙'] });
    expect((await verifyLedger(store, { aggregateIds: [id] })).faults).toEqual([]);
  });

  it('verifies and rebuilds also where a field was given as undefined', async () => {
    await applyDirect(store, COUNTER, {
      id,
      commandId: 'cmd',
      actor: { userId: 'usr_1', roles: ['admin'], organizationId: undefined } as never,
      at: '2026-03-02T01:00:00.000Z',
      decide: () => [{ type: 'came', data: { name: '甲', nested: { nothing: undefined } } }],
    });
    expect((await verifyLedger(store, { aggregateIds: [id] })).faults).toEqual([]);
  });
});
