import type { Actor, Fact } from '../../contracts/fact';
import { FUND_RULES, type FundState } from '../../domain/fund/fund.rules';
import { chainFacts } from '../../store/chain';
import { appendEntries, readEntries, readLastEntry } from '../../store/ledger.repository';
import { readView } from '../../store/views.repository';
import { GENESIS_HASH } from '../../contracts/fact';
import { TestApi } from '../factories/api-server';

const FINANCE: Actor = { userId: 'usr_finance', roles: ['finance'] };
const FUND = { name: '演示基金', fundKind: 'general', purposeTags: [] };
const donationOf = (amountFen: number) => ({
  donationId: `don_${amountFen}`,
  donor: '商企（演示）',
  amountFen,
  inKind: null,
  receivedAt: '2026-03-02T09:00:00+08:00',
});

/**
 * A workflow task that was lost after it had recorded leaves facts in the ledger that the history knows nothing of:
 * a worker killed in between does it, and so does a signal that comes in while a workflow ends.
 */
describe('a ledger that is ahead of its workflow', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.close());

  const orderOf = (id: string, commandId: string, type: string, payload: object) => ({
    kind: 'fund' as const,
    id,
    commandId,
    type,
    actor: FINANCE,
    payload,
  });
  const open = (id: string, commandId = `open_${id}`) =>
    api.deps.commands.open(orderOf(id, commandId, 'createFund', FUND), null);
  const donate = (id: string, commandId: string, amountFen: number) =>
    api.deps.commands.execute(orderOf(id, commandId, 'receiveDonation', donationOf(amountFen)));
  const viewOf = (id: string) => readView<FundState>(api.deps.store, 'fund', id);
  const typesOf = async (id: string) =>
    (await readEntries(api.deps.store, id)).map(({ seq, commandId }) => `${seq} ${commandId}`);

  /** What a lost task had written: the fact of a command, at another instant than it will be decided again. */
  async function recordAsLostTask(id: string, commandId: string, type: string, data: object): Promise<void> {
    const last = await readLastEntry(api.deps.store, id);
    const seq = (last?.seq ?? 0) + 1;
    const at = '2026-03-02T01:00:00.000Z';
    const fact: Fact = { seq, at, actor: FINANCE, type, data, commandId };
    const prevHash = last?.hash ?? GENESIS_HASH;
    await appendEntries(
      api.deps.store,
      chainFacts({ aggregate: 'fund', aggregateId: id, facts: [fact], prevHash }),
    );
  }

  /** The chain holds and folding it gives the read model. */
  async function expectWhole(id: string): Promise<void> {
    const entries = await readEntries(api.deps.store, id);
    const facts = entries.map(({ aggregate: _a, aggregateId: _i, prevHash: _p, hash: _h, ...fact }) => fact);
    const chain = chainFacts({ aggregate: 'fund', aggregateId: id, facts, prevHash: GENESIS_HASH });
    expect(chain.map(({ hash }) => hash)).toEqual(entries.map(({ hash }) => hash));
    const folded = facts.reduce((state, fact) => FUND_RULES.evolve(state, fact), FUND_RULES.begin(id));
    expect(await viewOf(id)).toMatchObject({
      version: entries.length,
      receivedFen: folded.receivedFen,
      donationCount: folded.donationCount,
    });
  }

  it('answers a command whose facts it already has, and records them once', async () => {
    await open('fnd_same');
    await recordAsLostTask('fnd_same', 'donate_1', 'donationReceived', donationOf(100));

    expect(await donate('fnd_same', 'donate_1', 100)).toEqual({ version: 2 });
    expect(await typesOf('fnd_same')).toEqual(['1 open_fnd_same', '2 donate_1']);
    await expectWhole('fnd_same');
  });

  it('keeps facts of a command that was forgotten, and decides the next one after them', async () => {
    await open('fnd_other');
    await recordAsLostTask('fnd_other', 'donate_1', 'donationReceived', donationOf(100));

    expect(await donate('fnd_other', 'donate_2', 250)).toEqual({ version: 3 });
    expect(await typesOf('fnd_other')).toEqual(['1 open_fnd_other', '2 donate_1', '3 donate_2']);
    expect(await viewOf('fnd_other')).toMatchObject({ receivedFen: 350, donationCount: 2 });
    await expectWhole('fnd_other');

    expect(await donate('fnd_other', 'donate_1', 100)).toEqual({ version: 2 });
    expect(await donate('fnd_other', 'donate_3', 50)).toEqual({ version: 4 });
  });

  it('decides many commands under way again, each once', async () => {
    await open('fnd_many');
    await recordAsLostTask('fnd_many', 'donate_4', 'donationReceived', donationOf(4));

    const serials = Array.from({ length: 20 }, (_, index) => index + 1);
    const results = await Promise.all(
      serials.map((serial) => donate('fnd_many', `donate_${serial}`, serial)),
    );
    expect(results[3]).toEqual({ version: 2 });
    expect(new Set(results.map(({ version }) => version)).size).toBe(20);
    const commandIds = (await typesOf('fnd_many')).map((line) => line.split(' ')[1]);
    expect(new Set(commandIds).size).toBe(21);
    expect(await viewOf('fnd_many')).toMatchObject({ version: 21, receivedFen: 210 });
    await expectWhole('fnd_many');
  });

  it('refuses a command that the facts found leave no room for', async () => {
    await recordAsLostTask('fnd_twice', 'open_1', 'fundCreated', FUND);

    await expect(open('fnd_twice', 'open_2')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(await open('fnd_twice', 'open_1')).toEqual({ version: 1 });
    expect(await typesOf('fnd_twice')).toEqual(['1 open_1']);
    await expectWhole('fnd_twice');
  });
});
