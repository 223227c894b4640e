import { beginRequest, finishRequest } from '../../store/idempotency.repository';
import {
  endSession,
  endSessionsOf,
  findSession,
  openSession,
  SESSION_LASTS_MS,
} from '../../store/sessions.repository';
import { openTestStore, type TestStore } from '../factories/test-store';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

describe('a request under a caller’s key', () => {
  const request = (id: string, seed = 'seed-1', requestHash = 'hash-1') => ({ id, seed, requestHash });

  it('goes the first time', async () => {
    expect(await beginRequest(store, request('first'))).toEqual({ kind: 'go', seed: 'seed-1' });
  });

  it('is answered as before once it was answered', async () => {
    await beginRequest(store, request('answered'));
    await finishRequest(store, 'answered', { status: 201, body: { id: 'prj_1', 名称: '演示' } });
    const again = await beginRequest(store, request('answered', 'seed-2'));
    const reply = { status: 201, body: { id: 'prj_1', 名称: '演示' } };
    expect(again).toEqual({ kind: 'replay', seed: 'seed-1', ...reply });
  });

  it('goes again under the seed of the first when that was cut off', async () => {
    await beginRequest(store, request('cut off'));
    expect(await beginRequest(store, request('cut off', 'seed-2'))).toEqual({ kind: 'go', seed: 'seed-1' });
  });

  it('is refused with another body, answered or not', async () => {
    await beginRequest(store, request('reused'));
    expect(await beginRequest(store, request('reused', 'seed-2', 'hash-2'))).toEqual({ kind: 'reused' });
    await finishRequest(store, 'reused', { status: 200, body: null });
    expect(await beginRequest(store, request('reused', 'seed-2', 'hash-2'))).toEqual({ kind: 'reused' });
  });

  it('makes everything under one seed, however many attempts run at once', async () => {
    const attempts = ['a', 'b', 'c', 'd'].map((seed) => beginRequest(store, request('raced', seed)));
    const seeds = (await Promise.all(attempts)).map((attempt) => (attempt as { seed: string }).seed);
    expect(new Set(seeds).size).toBe(1);
  });
});

describe('a session', () => {
  const sessions = () => store.db.collection<{ _id: string; userId: string; expiresAt: Date }>('sessions');

  it('is found by its token, and keeps only what is made of it', async () => {
    const { token, csrf } = await openSession(store, 'usr_1');
    expect(await findSession(store, token)).toEqual({ userId: 'usr_1', csrf });
    expect(JSON.stringify(await sessions().find({ userId: 'usr_1' }).toArray())).not.toContain(token);
  });

  it('is not found by another token, nor by what the store keeps', async () => {
    await openSession(store, 'usr_2');
    const [kept] = await sessions().find({ userId: 'usr_2' }).toArray();
    expect(await findSession(store, 'guess')).toBeNull();
    expect(await findSession(store, kept?._id ?? '')).toBeNull();
  });

  it('is over when its time is, before the store sweeps it away', async () => {
    const { token } = await openSession(store, 'usr_3');
    const [kept] = await sessions().find({ userId: 'usr_3' }).toArray();
    expect(kept?.expiresAt.getTime()).toBeLessThanOrEqual(Date.now() + SESSION_LASTS_MS);
    await sessions().updateOne({ userId: 'usr_3' }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect(await findSession(store, token)).toBeNull();
  });

  it('ends alone, or with all of its person’s', async () => {
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => openSession(store, 'usr_4')));
    const other = await openSession(store, 'usr_5');
    await endSession(store, first?.token ?? '');
    expect(await findSession(store, first?.token ?? '')).toBeNull();
    expect(await findSession(store, second?.token ?? '')).not.toBeNull();
    await endSessionsOf(store, 'usr_4');
    expect(await findSession(store, third?.token ?? '')).toBeNull();
    expect(await findSession(store, other.token)).not.toBeNull();
  });
});
