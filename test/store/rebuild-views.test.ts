import { compareViews } from '../../scripts/rebuild/compare-views';
import { rebuildViews } from '../../scripts/rebuild/rebuild-views';
import { registerOrganization } from '../../api/operations/organizations';
import { programmeIdOf, publishProgramme } from '../../api/operations/programmes';
import { createUser } from '../../api/operations/users';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import { entryId } from '../../store/ledger.repository';
import { verifyLedger } from '../../scripts/verify-audit/verify-ledger';
import { viewsOf } from '../../store/views.repository';
import { playRound, recordWorld } from '../factories/recorded-world';
import * as play from '../factories/round-play';
import { openTestStore, type TestStore } from '../factories/test-store';
import { RULES, type Kind } from '../factories/world';
import { viewOf } from '../../domain/aggregate';

const PROJECT = play.projectId(1);
const world = playRound();
const setup = {
  at: '2026-03-01T01:00:00.000Z',
  actor: { userId: 'system', roles: ['system' as const] },
};

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await recordWorld(store, world, 7);
  await publishProgramme(store, VENTURE_GRANT, { ...setup, commandId: 'setup:programme' });
  const details = {
    name: '银铃社工中心（演示）',
    kind: 'registered' as const,
    type: 'serviceAgency' as const,
    creditCode: '91110000600037341L',
  };
  await registerOrganization(store, { ...setup, id: 'org_1', commandId: 'setup:org', details });
  const person = {
    name: '演示',
    email: 'a@demo.example',
    password: 'correct horse battery',
    roles: ['applicant' as const],
    organizationId: 'org_1',
  };
  await createUser(store, { ...setup, id: 'usr_1', commandId: 'setup:user', details: person });
}, 120_000);
afterAll(() => store.close());

const alter = (kind: Kind, id: string, change: Record<string, unknown>) =>
  viewsOf(store, kind).updateOne({ _id: id }, { $set: change });
const readStored = (kind: Kind, id: string) => viewsOf(store, kind).findOne({ _id: id });

describe('a rebuild of the read models', () => {
  it('equals what the recordings wrote, for every kind of aggregate', async () => {
    expect(await compareViews(store)).toEqual([]);
    for (const kind of ['user', 'organization', 'programme'] as const)
      expect(await viewsOf(store, kind).countDocuments()).toBe(1);
    expect(
      await viewsOf(store, 'programme').findOne({ _id: programmeIdOf('venture-grant', 1) }),
    ).toBeTruthy();
  });

  it('equals the states that the rules decided, field by field', async () => {
    for (const kind of ['fund', 'round', 'project', 'payment'] as const)
      for (const id of world.idsOf(kind)) {
        const { terms: _terms, ledgerHash: _hash, _id, ...stored } = (await readStored(kind, id)) ?? {};
        const decided = JSON.parse(JSON.stringify(viewOf(RULES[kind], world.stateOf(kind, id))));
        expect({ id: _id, ...stored }).toEqual(decided);
      }
  });

  it('names the fields that differ, and puts them right', async () => {
    const before = await readStored('project', PROJECT);
    await alter('project', PROJECT, { 'money.paidFen': 1, stage: 'review', added: true });
    const difference = { aggregate: 'project', id: PROJECT, reason: 'differs' };
    const fields = ['added', 'money', 'stage'];
    expect(await compareViews(store)).toMatchObject([{ ...difference, fields }]);
    expect((await rebuildViews(store)).written).toMatchObject([difference]);
    expect(await readStored('project', PROJECT)).toEqual(before);
    expect(await compareViews(store)).toEqual([]);
  });

  it('writes a read model that is gone, and brings up one that is behind', async () => {
    await viewsOf(store, 'fund').deleteOne({ _id: play.FUND });
    await alter('round', play.ROUND, { version: 1 });
    const { written } = await rebuildViews(store);
    expect(written).toMatchObject([
      { aggregate: 'fund', reason: 'absent', storedVersion: 0 },
      { aggregate: 'round', reason: 'differs', storedVersion: 1 },
    ]);
    expect(await compareViews(store)).toEqual([]);
    expect((await verifyLedger(store)).faults).toEqual([]);
  });

  it('leaves a read model that shows more than the ledger has: it is the evidence', async () => {
    const ledger = store.db.collection<{ _id: string }>('ledger');
    const last = world.project(PROJECT).version;
    const removed = await ledger.findOne({ _id: entryId(PROJECT, last) });
    await ledger.deleteOne({ _id: entryId(PROJECT, last) });
    const before = await readStored('project', PROJECT);
    const { written, left } = await rebuildViews(store);
    if (removed) await ledger.insertOne(removed);
    expect({ written, left }).toMatchObject({
      written: [],
      left: [{ id: PROJECT, storedVersion: last, ledgerVersion: last - 1 }],
    });
    expect(await readStored('project', PROJECT)).toEqual(before);
  });

  it('says of facts that have lost their shape that they cannot be folded, and goes on', async () => {
    const ledger = store.db.collection<{ _id: string; data: unknown }>('ledger');
    const whole = await ledger.findOne({ _id: entryId(PROJECT, 1) });
    await ledger.updateOne({ _id: entryId(PROJECT, 1) }, { $set: { data: null } });
    const differences = await compareViews(store);
    await ledger.updateOne({ _id: entryId(PROJECT, 1) }, { $set: { data: whole?.data } });
    expect(differences).toMatchObject([{ id: PROJECT, reason: 'unfoldable' }]);
  });

  it('may be asked for some aggregates only', async () => {
    await alter('fund', play.FUND, { name: '改过' });
    expect(await compareViews(store, { aggregateIds: [PROJECT] })).toEqual([]);
    expect(await compareViews(store, { aggregateIds: [play.FUND] })).toMatchObject([{ fields: ['name'] }]);
    await rebuildViews(store, { aggregateIds: [play.FUND] });
    expect(await compareViews(store)).toEqual([]);
  });
});
