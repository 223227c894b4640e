import { claim, passClaim, readClaim, releaseClaim } from '../../store/claims.repository';
import { nextNumber, numberOf } from '../../store/numbers.repository';
import { openStore } from '../../store/connect';
import { openTestStore, type TestStore } from '../factories/test-store';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const HOLDERS = ['甲', '乙', '丙', '丁'];

describe('a claim', () => {
  it('is one holder’s, whoever asks at the same time', async () => {
    const answers = await Promise.all(HOLDERS.map((holder) => claim(store, 'name:raced', holder)));
    expect(new Set(answers).size).toBe(1);
    expect(await readClaim(store, 'name:raced')).toBe(answers[0]);
  });

  it('is its holder’s again when they ask again', async () => {
    await claim(store, 'name:again', '甲');
    expect(await claim(store, 'name:again', '甲')).toBe('甲');
    expect(await claim(store, 'name:again', '乙')).toBe('甲');
  });

  it('is let go by its holder and by nobody else', async () => {
    await claim(store, 'name:freed', '甲');
    await releaseClaim(store, 'name:freed', '乙');
    expect(await readClaim(store, 'name:freed')).toBe('甲');
    await releaseClaim(store, 'name:freed', '甲');
    expect(await readClaim(store, 'name:freed')).toBeNull();
  });

  it('is handed over by its holder and by nobody else', async () => {
    await claim(store, 'name:passed', '甲');
    expect(await passClaim(store, 'name:passed', '乙', '丙')).toBe(false);
    expect(await passClaim(store, 'name:passed', '甲', '丙')).toBe(true);
    expect(await readClaim(store, 'name:passed')).toBe('丙');
  });
});

describe('a series of numbers', () => {
  it('gives each number once and leaves none out, from several processes at once', async () => {
    const other = await openStore({ uri: store.uri, database: store.database });
    const asked = Array.from({ length: 20 }, (_, index) => nextNumber(index % 2 ? store : other, 'YC-2026'));
    const given = await Promise.all(asked);
    await other.close();
    expect([...given].sort((left, right) => left - right)).toEqual(given.map((_, index) => index + 1));
  });

  it('is counted apart from every other', async () => {
    expect([
      await nextNumber(store, 'a'),
      await nextNumber(store, 'b'),
      await nextNumber(store, 'a'),
    ]).toEqual([1, 1, 2]);
  });

  it('gives a holder the same number again, also when they ask twice at once', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => numberOf(store, 'receipts', 'prj_1')));
    expect(first).toBe(second);
    expect(await numberOf(store, 'receipts', 'prj_1')).toBe(first);
    expect(await numberOf(store, 'receipts', 'prj_2')).not.toBe(first);
  });
});
