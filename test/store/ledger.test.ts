import { GENESIS_HASH, type Recording } from '../../contracts/fact';
import { chainFacts } from '../../store/chain';
import {
  appendEntries,
  countEntries,
  entryId,
  hasCommand,
  LedgerConflict,
  readEntries,
  readLastEntry,
  streamLedger,
} from '../../store/ledger.repository';
import { record } from '../../store/record';
import { viewsOf } from '../../store/views.repository';
import { buildFacts, buildRecording } from '../factories/fact.factory';
import { openTestStore, type TestStore } from '../factories/test-store';

let store: TestStore;
let serial = 0;
let id: string;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(() => {
  id = `fnd_${(serial += 1)}`;
});

const chain = (count: number, data: object = {}) =>
  chainFacts({
    aggregate: 'fund',
    aggregateId: id,
    prevHash: GENESIS_HASH,
    facts: buildFacts(count, data),
  });
const readSeqs = async () => (await readEntries(store, id)).map(({ seq }) => seq);

describe('the ledger', () => {
  it('keeps facts in the order of their numbers, also beyond the tenth', async () => {
    await appendEntries(store, chain(12));
    expect(await readSeqs()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect((await readLastEntry(store, id))?.seq).toBe(12);
  });

  it('gives back what was put in, and a hash that covers it', async () => {
    const entries = chain(2, { name: '演示', nested: { list: [1, 2.5, null], flag: false } });
    await appendEntries(store, entries);
    expect(await readEntries(store, id)).toEqual(entries);
  });

  it('takes the same facts again without keeping them twice', async () => {
    const before = await countEntries(store);
    await appendEntries(store, chain(3));
    await appendEntries(store, chain(3));
    await appendEntries(store, chain(4));
    expect((await countEntries(store)) - before).toBe(4);
  });

  it('takes facts that come in the wrong order', async () => {
    const entries = chain(4);
    await appendEntries(store, entries.slice(2));
    await appendEntries(store, entries.slice(0, 2));
    expect(await readEntries(store, id)).toEqual(entries);
  });

  it.each([1, 3, 20])(
    'streams the facts of %d aggregates, in order and nobody else’s between them',
    async (count) => {
      // Of different lengths, so that ids that begin like another lie between those that are asked for.
      const all = Array.from({ length: 40 }, (_, index) => `prj_${count}x${'1'.repeat(index + 1)}`);
      const asked = all.filter((_, index) => index % 2 === 0).slice(0, count);
      for (const aggregateId of all)
        await appendEntries(
          store,
          chainFacts({ aggregate: 'project', aggregateId, prevHash: GENESIS_HASH, facts: buildFacts(2) }),
        );
      const streamed: string[] = [];
      for await (const { aggregateId, seq } of streamLedger(store, [...asked].reverse()))
        streamed.push(`${aggregateId}:${seq}`);
      expect(streamed.sort()).toEqual(asked.flatMap((each) => [`${each}:1`, `${each}:2`]).sort());
    },
  );

  it('refuses another fact under a number that is taken, and names it', async () => {
    await appendEntries(store, chain(2));
    const forged = appendEntries(store, chain(3, { forged: true }).slice(1));
    await expect(forged).rejects.toThrow(new LedgerConflict(entryId(id, 2)));
    expect((await readEntries(store, id))[1]?.data).toEqual({});
  });

  it('lets exactly one of two writers have a number', async () => {
    const rivals = [1, 2, 3, 4].map((rival) => appendEntries(store, chain(1, { rival })));
    const outcomes = await Promise.allSettled(rivals);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readSeqs()).toEqual([1]);
  });

  it('reads after a number, and no more than asked for', async () => {
    await appendEntries(store, chain(5));
    expect((await readEntries(store, id, { afterSeq: 2, limit: 2 })).map(({ seq }) => seq)).toEqual([3, 4]);
  });

  it('does not take one aggregate for another whose id begins the same', async () => {
    await appendEntries(store, chain(2));
    const longer = { aggregate: 'fund', aggregateId: `${id}0`, prevHash: GENESIS_HASH } as const;
    await appendEntries(store, chainFacts({ ...longer, facts: buildFacts(3) }));
    expect(await readSeqs()).toEqual([1, 2]);
    expect((await readLastEntry(store, id))?.seq).toBe(2);
  });

  it('finds facts by their type, and whether a command led to any', async () => {
    await appendEntries(store, chain(3));
    expect((await readEntries(store, id, { types: ['happened2'] })).map(({ seq }) => seq)).toEqual([2]);
    expect(await hasCommand(store, id, 'cmd-3')).toBe(true);
    expect(await hasCommand(store, id, 'cmd-4')).toBe(false);
  });
});

describe('a recording', () => {
  const recordUpTo = (to: number, from = 1): Recording => buildRecording(id, { from, to });
  const readView = () => viewsOf(store, 'fund').findOne({ _id: id });

  it('writes facts and read model, and answers the last hash for the next', async () => {
    const { lastHash } = await record(store, recordUpTo(2));
    expect(lastHash).toBe((await readLastEntry(store, id))?.hash);
    expect(await readView()).toMatchObject({ version: 2, ledgerHash: lastHash });
  });

  it('changes nothing when it is repeated', async () => {
    const first = await record(store, recordUpTo(3));
    const before = await readView();
    expect(await record(store, recordUpTo(3))).toEqual(first);
    expect(await readView()).toEqual(before);
    expect(await readSeqs()).toEqual([1, 2, 3]);
  });

  it('changes nothing when it comes late', async () => {
    const early = recordUpTo(2);
    const { lastHash } = await record(store, early);
    await record(store, { ...recordUpTo(4, 3), prevHash: lastHash });
    const before = await readView();
    await record(store, early);
    expect(await readView()).toEqual(before);
    expect(before).toMatchObject({ version: 4 });
  });

  it('ends with the newest read model when the same recordings are made at once', async () => {
    const { lastHash } = await record(store, recordUpTo(1));
    const later = [2, 3, 4].map((to) => ({ ...recordUpTo(to, 2), prevHash: lastHash }));
    await Promise.all(
      later.flatMap((recording) => [recording, recording]).map((each) => record(store, each)),
    );
    expect(await readView()).toMatchObject({ version: 4 });
    expect(await readSeqs()).toEqual([1, 2, 3, 4]);
  });

  it('shows nothing of facts that another writer was faster with', async () => {
    await record(store, recordUpTo(2));
    const before = await readView();
    const other = { ...recordUpTo(3, 2), prevHash: 'e'.repeat(64) };
    await expect(record(store, other)).rejects.toThrow(LedgerConflict);
    expect(await readView()).toEqual(before);
  });
});
