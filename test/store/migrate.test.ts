import { migrate } from '../../store/migrate';
import { openTestStore, type TestStore } from '../factories/test-store';

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore({ migrated: false });
});
afterEach(() => store.close());

const locks = () => store.db.collection<{ _id: string; holder: string; until: number }>('locks');
const done = () => store.db.collection<{ _id: string }>('migrations').find().toArray();
const namesOf = async (collection: string): Promise<string[]> =>
  (await store.db.collection(collection).indexes()).map(({ name = '' }) => name).sort();

describe('migrations', () => {
  it('run once each, in the order of their dates', async () => {
    const steps: string[] = [];
    await migrate(store, (name) => steps.push(name));
    await migrate(store, (name) => steps.push(`again ${name}`));
    expect(steps).toEqual([...steps].sort());
    expect(new Set(steps).size).toBe(steps.length);
    expect((await done()).map(({ _id }) => _id).sort()).toEqual(steps);
  });

  it('run once also when several start at the same time', async () => {
    const steps: string[] = [];
    const starts = Array.from({ length: 3 }, () => migrate(store, (name) => steps.push(name)));
    await Promise.all(starts);
    expect(steps).toHaveLength((await done()).length);
    expect(await locks().countDocuments()).toBe(0);
  });

  it('wait for a migrator that is at work', async () => {
    await locks().insertOne({ _id: 'migrations', holder: 'another', until: Date.now() + 60_000 });
    const steps: string[] = [];
    const waiting = migrate(store, (name) => steps.push(name));
    await store.ping();
    expect(steps).toEqual([]);
    await locks().deleteOne({ _id: 'migrations' });
    await waiting;
    expect(steps).not.toEqual([]);
  });

  it('go on after a migrator that died with the lock in its hand', async () => {
    await locks().insertOne({ _id: 'migrations', holder: 'dead', until: Date.now() - 1 });
    await migrate(store);
    expect(await done()).not.toEqual([]);
    expect(await locks().countDocuments()).toBe(0);
  });

  it('let one only take over from the one that died', async () => {
    await locks().insertOne({ _id: 'migrations', holder: 'dead', until: Date.now() - 1 });
    const steps: string[] = [];
    await Promise.all([1, 2, 3].map(() => migrate(store, (name) => steps.push(name))));
    expect(new Set(steps).size).toBe(steps.length);
  });

  it('leave a failed one undone and the lock free, so that the next start tries it again', async () => {
    // An index of the same name over other fields is in the way.
    await store.db.collection('projects').createIndex({ other: 1 }, { name: 'stage' });
    await expect(migrate(store)).rejects.toThrow();
    expect(await locks().countDocuments()).toBe(0);
    await store.db.collection('projects').dropIndex('stage');
    await migrate(store);
    expect(await namesOf('projects')).toContain('stage');
  });
});

describe('after the migrations', () => {
  it.each([
    ['ledger', ['facts-by-type']],
    ['projects', ['agreement', 'host', 'organization', 'reviewer', 'round-stage', 'stage', 'tasks', 'terms']],
    ['rounds', ['phase', 'tasks', 'terms']],
    ['payments', ['project', 'tasks']],
    ['organizations', ['credit-code', 'terms']],
    ['drafts', ['organization', 'round']],
    ['sessions', ['expiry', 'user']],
    ['idempotency', ['expiry']],
  ])('the indexes of %s are there', async (collection, names) => {
    await migrate(store);
    expect(await namesOf(collection)).toEqual(expect.arrayContaining(names));
  });
});
