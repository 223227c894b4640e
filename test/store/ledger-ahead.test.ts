import { randomUUID } from 'node:crypto';
import { createRecordActivities } from '../../activities/record-facts';
import { GENESIS_HASH, type Fact, type Recording } from '../../contracts/fact';
import { openStore, type Store } from '../../store/connect';
import { LedgerConflict, readEntries } from '../../store/ledger.repository';
import { readView } from '../../store/views.repository';

const factOf = (seq: number, at = '2026-03-02T01:00:00.000Z'): Fact => ({
  seq,
  at,
  actor: { userId: 'usr_finance', roles: ['finance'] },
  type: 'donationReceived',
  data: { amountFen: seq },
  commandId: `cmd_${seq}`,
});
const LATER = '2026-03-02T01:00:05.000Z';

describe('recording what the ledger has otherwise', () => {
  let store: Store;
  beforeAll(async () => {
    const database = `ahead_${randomUUID().slice(0, 8)}`;
    store = await openStore({ uri: process.env.TEST_MONGODB_URI ?? '', database });
  });
  afterAll(async () => {
    await store.db.dropDatabase();
    await store.close();
  });

  const recordFacts = (recording: Recording) => createRecordActivities({ store }).recordFacts(recording);
  const recordingOf = (id: string, facts: Fact[], prevHash = GENESIS_HASH): Recording => ({
    aggregate: 'fund',
    aggregateId: id,
    facts,
    afterSeq: (facts[0]?.seq ?? 1) - 1,
    prevHash,
    state: { id, version: facts.at(-1)?.seq ?? 0 },
  });

  it('gives back what is there instead, and writes neither facts after it nor the read model', async () => {
    const { lastHash } = await recordFacts(recordingOf('fnd_a', [factOf(1)]));
    const answer = await recordFacts(recordingOf('fnd_a', [factOf(1, LATER), factOf(2, LATER)]));

    expect(answer).toEqual({ lastHash, ahead: [factOf(1)] });
    expect((await readEntries(store, 'fnd_a')).map(({ seq }) => seq)).toEqual([1]);
    expect(await readView(store, 'fund', 'fnd_a')).toMatchObject({ version: 1 });
  });

  it('finds facts beyond those that were sent as well', async () => {
    const { lastHash } = await recordFacts(recordingOf('fnd_b', [factOf(1), factOf(2), factOf(3)]));
    const answer = await recordFacts(recordingOf('fnd_b', [factOf(1, LATER)]));
    expect(answer).toEqual({ lastHash, ahead: [factOf(1), factOf(2), factOf(3)] });
  });

  it('completes a batch of which only the beginning was written', async () => {
    await recordFacts(recordingOf('fnd_c', [factOf(1)]));
    const answer = await recordFacts(recordingOf('fnd_c', [factOf(1), factOf(2)]));

    expect(answer.ahead).toBeUndefined();
    expect((await readEntries(store, 'fnd_c')).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('refuses facts that do not continue the chain the workflow knows', async () => {
    await recordFacts(recordingOf('fnd_d', [factOf(1), factOf(2)]));
    const fromElsewhere = recordingOf('fnd_d', [factOf(2, LATER)], 'f'.repeat(64));
    await expect(recordFacts(fromElsewhere)).rejects.toThrow(LedgerConflict);
  });

  it('refuses facts that somebody has changed since', async () => {
    await recordFacts(recordingOf('fnd_e', [factOf(1)]));
    await store.db.collection('ledger').updateOne({ aggregateId: 'fnd_e' }, { $set: { at: LATER } });
    await expect(recordFacts(recordingOf('fnd_e', [factOf(1, LATER)]))).rejects.toThrow(LedgerConflict);
  });

  it('writes the read model alone where no fact is left to record', async () => {
    const { lastHash } = await recordFacts(recordingOf('fnd_f', [factOf(1)]));
    const viewOnly = {
      ...recordingOf('fnd_f', [], lastHash),
      afterSeq: 1,
      state: { id: 'fnd_f', version: 2 },
    };
    expect(await recordFacts(viewOnly)).toEqual({ lastHash });
    expect(await readView(store, 'fund', 'fnd_f')).toMatchObject({ version: 2 });
  });
});
