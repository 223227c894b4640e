import { GENESIS_HASH, type LedgerEntry } from '../../contracts/fact';
import { chainFacts, hashEntry } from '../../store/chain';
import { entryId, type StoredEntry } from '../../store/ledger.repository';
import { describeFault } from '../../scripts/verify-audit/ledger-fault';
import { verifyLedger } from '../../scripts/verify-audit/verify-ledger';
import { playRound, recordWorld } from '../factories/recorded-world';
import * as play from '../factories/round-play';
import { openTestStore, type TestStore } from '../factories/test-store';

const PROJECT = play.projectId(1);
const world = playRound();
const facts = world.ledger.get(`project:${PROJECT}`) ?? [];
const LAST = facts.length;

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await recordWorld(store, world);
}, 120_000);
afterAll(() => store.close());

const ledger = () => store.db.collection<StoredEntry>('ledger');
const read = async (seq: number): Promise<StoredEntry> => {
  const entry = await ledger().findOne({ _id: entryId(PROJECT, seq) });
  if (!entry) throw new Error(`There is no fact ${seq}`);
  return entry;
};
const put = async (entry: StoredEntry): Promise<void> => {
  await ledger().replaceOne({ _id: entry._id }, entry, { upsert: true });
};
/** What the verifier says of the project, as kinds and numbers. */
const faultsNow = async (): Promise<[string, number][]> => {
  const { faults } = await verifyLedger(store, { aggregateIds: [PROJECT] });
  return faults.map(({ kind, seq }) => [kind, seq]);
};

/** Tampers with the project's ledger and puts every fact back as it was. */
async function whileTampered(tamper: () => Promise<unknown>, then: () => Promise<void>): Promise<void> {
  const whole = await ledger().find({ aggregateId: PROJECT }).toArray();
  try {
    await tamper();
    await then();
  } finally {
    await ledger().deleteMany({ _id: { $gte: PROJECT, $lt: `${PROJECT};` } });
    await ledger().insertMany(whole);
  }
}

describe('a ledger as it was recorded', () => {
  it('is sound, and every fact and aggregate of it is counted', async () => {
    const told: number[] = [];
    const verdict = await verifyLedger(store, { onProgress: (done) => told.push(done) });
    const recorded = [...world.ledger.values()];
    expect(verdict).toEqual({ facts: recorded.flat().length, aggregates: recorded.length, faults: [] });
    expect(told.at(-1)).toBe(verdict.facts);
  });

  it('is sound also where only some aggregates are asked for', async () => {
    const verdict = await verifyLedger(store, { aggregateIds: [PROJECT, play.FUND] });
    expect(verdict).toMatchObject({ aggregates: 2, faults: [] });
  });
});

describe('a fact that was tampered with', () => {
  it('is named when one byte of its data was changed', () =>
    whileTampered(
      async () => {
        const entry = await read(1);
        const text = JSON.stringify(entry.data);
        await put({ ...entry, data: JSON.parse(text.replace('敲', '敵')) });
      },
      async () => {
        const { faults } = await verifyLedger(store);
        expect(faults.map(describeFault)).toEqual([
          expect.stringMatching(new RegExp(`^${PROJECT} #1 ${facts[0]?.type}: .*was changed`)),
        ]);
      },
    ));

  it.each([
    ['at', { at: '2026-03-02T01:00:00.001Z' }],
    ['actor', { actor: { userId: 'usr_somebody', roles: ['manager'] } }],
    ['type', { type: 'somethingElse' }],
    ['commandId', { commandId: 'cmd-other' }],
    ['aggregate', { aggregate: 'round' }],
    ['prevHash', { prevHash: 'f'.repeat(64) }],
    ['hash', { hash: 'f'.repeat(64) }],
    ['an added field', { note: 'by hand' }],
  ])('is named alone when its %s was changed', (_field, change) =>
    whileTampered(
      async () => put({ ...(await read(4)), ...change } as StoredEntry),
      async () => expect(await faultsNow()).toEqual([['changed', 4]]),
    ),
  );

  it.each([
    ['seq', { seq: 99 }],
    ['aggregateId', { aggregateId: play.projectId(2) }],
  ])('is named alone when its %s was changed', (_field, change) =>
    whileTampered(
      async () => put({ ...(await read(4)), ...change }),
      async () => expect(await faultsNow()).toEqual([['misplaced', 4]]),
    ),
  );

  it('is named through the one after it when it was replaced together with its hash', () =>
    whileTampered(
      async () => {
        const { _id, hash: _hash, ...body } = await read(4);
        const changed = { ...body, data: { forged: true } };
        await put({ _id, ...changed, hash: hashEntry(changed) });
      },
      async () => {
        const { faults } = await verifyLedger(store, { aggregateIds: [PROJECT] });
        expect(faults).toMatchObject([{ kind: 'unchained', seq: 5 }]);
        expect(faults[0]?.detail).toContain('(#4)');
      },
    ));

  it.each([
    ['data', { data: {} }],
    ['hash', { hash: 'f'.repeat(64) }],
  ])('is named once when it is the last and its %s was changed', (_field, change) =>
    whileTampered(
      async () => put({ ...(await read(LAST)), ...change }),
      async () => expect(await faultsNow()).toEqual([['changed', LAST]]),
    ),
  );

  it('is named when it was removed from the middle', () =>
    whileTampered(
      () => ledger().deleteOne({ _id: entryId(PROJECT, 5) }),
      async () => expect(await faultsNow()).toEqual([['missing', 5]]),
    ));

  it('is named with the others when several in a row were removed', () =>
    whileTampered(
      () => ledger().deleteMany({ _id: { $in: [5, 6, 7].map((seq) => entryId(PROJECT, seq)) } }),
      async () => {
        const { faults } = await verifyLedger(store, { aggregateIds: [PROJECT] });
        expect(faults).toMatchObject([{ kind: 'missing', seq: 5 }]);
        expect(faults[0]?.detail).toContain('(#5–#7)');
      },
    ));

  it('is named when it was the first and was removed', () =>
    whileTampered(
      () => ledger().deleteOne({ _id: entryId(PROJECT, 1) }),
      async () => expect(await faultsNow()).toEqual([['missing', 1]]),
    ));

  it('is named when it was the last and was removed', () =>
    whileTampered(
      () => ledger().deleteOne({ _id: entryId(PROJECT, LAST) }),
      async () => expect(await faultsNow()).toEqual([['missing', LAST]]),
    ));

  it('is named when the whole ledger was removed', () =>
    whileTampered(
      () => ledger().deleteMany({ aggregateId: PROJECT }),
      async () => expect(await faultsNow()).toEqual([['unrecorded', 0]]),
    ));

  it('is named when it was inserted under an id of its own', () =>
    whileTampered(
      async () => put({ ...(await read(4)), _id: `${entryId(PROJECT, 4)}b` }),
      async () => expect(await faultsNow()).toEqual([['inserted', 4]]),
    ));

  it('is named when it was inserted and those behind it moved by one, unchained', () =>
    whileTampered(
      async () => {
        const behind = await Promise.all([LAST - 1, LAST].map(read));
        for (const entry of behind.reverse())
          await put({ ...entry, _id: entryId(PROJECT, entry.seq + 1), seq: entry.seq + 1 });
        await put({ ...(await read(LAST - 1)), data: { forged: true } });
      },
      async () =>
        expect(await faultsNow()).toEqual([
          ['changed', LAST - 1],
          ['changed', LAST],
          ['changed', LAST + 1],
          ['unread', LAST + 1],
        ]),
    ));

  it('is named when it was added at the end, well chained', () =>
    whileTampered(
      async () => {
        const { hash: prevHash } = await read(LAST);
        const forged = { ...facts[0], seq: LAST + 1, type: 'moneyReturned', data: { amountFen: 1 } };
        const [entry] = chainFacts({
          aggregate: 'project',
          aggregateId: PROJECT,
          facts: [forged as never],
          prevHash,
        });
        await put({ _id: entryId(PROJECT, LAST + 1), ...(entry as LedgerEntry) });
      },
      async () => expect(await faultsNow()).toEqual([['unread', LAST + 1]]),
    ));

  it('is named with the other when two were swapped', () =>
    whileTampered(
      async () => {
        const [third, fourth] = [await read(3), await read(4)];
        await put({ ...third, _id: fourth._id });
        await put({ ...fourth, _id: third._id });
      },
      async () =>
        expect(await faultsNow()).toEqual([
          ['misplaced', 3],
          ['misplaced', 4],
        ]),
    ));

  it('is named with the other when two were swapped and renumbered', () =>
    whileTampered(
      async () => {
        const [third, fourth] = [await read(3), await read(4)];
        await put({ ...third, _id: fourth._id, seq: 4 });
        await put({ ...fourth, _id: third._id, seq: 3 });
      },
      async () =>
        expect(await faultsNow()).toEqual([
          ['changed', 3],
          ['changed', 4],
        ]),
    ));

  it('shows at the end when the chain was written anew from it on, every hash fitting', () =>
    whileTampered(
      async () => {
        const changed = facts.map((fact) =>
          fact.seq === 6 ? { ...fact, at: '2026-03-02T00:00:00Z' } : fact,
        );
        const chain = { aggregate: 'project', aggregateId: PROJECT, prevHash: GENESIS_HASH } as const;
        for (const entry of chainFacts({ ...chain, facts: changed }))
          await put({ _id: entryId(PROJECT, entry.seq), ...entry });
      },
      async () => expect(await faultsNow()).toEqual([['rewritten', LAST]]),
    ));
});

describe('a read model that no fact led to', () => {
  it('is named, with its kind', async () => {
    const forged = { _id: 'pay_forged', version: 3, amountFen: 100 };
    const payments = store.db.collection<typeof forged>('payments');
    await payments.insertOne(forged);
    const { faults } = await verifyLedger(store);
    await payments.deleteOne({ _id: forged._id });
    expect(faults).toMatchObject([{ kind: 'unrecorded', aggregateId: 'pay_forged' }]);
    expect(faults[0]?.detail).toContain('payment');
  });
});
