import { randomBytes } from 'node:crypto';
import { verifyLedger } from '../../scripts/verify-audit/verify-ledger';
import { applyDirect, type DirectAggregate } from '../../store/direct';
import { erasePerson, openPersonal, sealPersonal } from '../../store/personal-data';
import { openTestStore, type TestStore } from '../factories/test-store';

const DATA_KEY = randomBytes(32);
const PERSON = { name: '张某某（演示）', phone: '13800000000' };
const NOTES: DirectAggregate<never> = {
  kind: 'organization',
  begin: (id) => ({ schemaVersion: 1, id, version: 0, createdAt: '', updatedAt: '' }) as never,
  evolve: (state) => state,
};

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

describe('personal data', () => {
  it('are read again by who has the key, and by nobody without it', async () => {
    const sealed = await sealPersonal(store, DATA_KEY, 'per_1', PERSON);
    expect(sealed).not.toContain('张');
    expect(await openPersonal(store, DATA_KEY, sealed)).toEqual(PERSON);
    await expect(openPersonal(store, randomBytes(32), sealed)).rejects.toThrow();
  });

  it('seal to the same text again, so that a command that is sent again is the same', async () => {
    const texts = await Promise.all([1, 2, 3].map(() => sealPersonal(store, DATA_KEY, 'per_2', PERSON)));
    expect(new Set(texts).size).toBe(1);
    expect(await sealPersonal(store, DATA_KEY, 'per_3', PERSON)).not.toBe(texts[0]);
  });

  it('are refused where the sealed text was touched', async () => {
    const sealed = await sealPersonal(store, DATA_KEY, 'per_4', PERSON);
    const [person = '', text = ''] = sealed.split('.');
    const bytes = Buffer.from(text, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await expect(openPersonal(store, DATA_KEY, `${person}.${bytes.toString('base64')}`)).rejects.toThrow();
  });

  it('are gone when the person is erased, while the ledger that has them sealed still verifies', async () => {
    const sealed = await sealPersonal(store, DATA_KEY, 'per_5', PERSON);
    const fact = { type: 'objectionFiled', data: { person: sealed } };
    await applyDirect(store, NOTES, {
      id: 'org_notes',
      commandId: 'cmd',
      actor: { userId: 'public', roles: ['public'] },
      at: '2026-03-02T01:00:00.000Z',
      decide: () => [fact],
    });
    const others = await sealPersonal(store, DATA_KEY, 'per_6', PERSON);
    await erasePerson(store, 'per_5');
    expect(await openPersonal(store, DATA_KEY, sealed)).toBeNull();
    expect(await openPersonal(store, DATA_KEY, others)).toEqual(PERSON);
    expect(await verifyLedger(store, { aggregateIds: ['org_notes'] })).toMatchObject({
      facts: 1,
      faults: [],
    });
  });

  it('stay gone when the same person comes again under a new key', async () => {
    const sealed = await sealPersonal(store, DATA_KEY, 'per_7', PERSON);
    await erasePerson(store, 'per_7');
    await sealPersonal(store, DATA_KEY, 'per_7', PERSON);
    await expect(openPersonal(store, DATA_KEY, sealed)).rejects.toThrow();
  });
});
