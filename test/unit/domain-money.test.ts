import { assertFen, formatFen, mulDivFen, ratioBp, shareOfFen, splitFen, sumFen } from '../../domain/money';

const LARGEST = Number.MAX_SAFE_INTEGER;
const moneyInvalid = expect.objectContaining({ code: 'MONEY_INVALID' });

test.each([-1, 0.5, NaN, Infinity, LARGEST + 1])('%d is refused as an amount of fen', (amountFen) => {
  expect(() => assertFen(amountFen)).toThrow(moneyInvalid);
  expect(() => sumFen([amountFen])).toThrow(moneyInvalid);
  expect(() => formatFen(amountFen)).toThrow(moneyInvalid);
  expect(() => splitFen(amountFen, [10_000])).toThrow(moneyInvalid);
  expect(() => ratioBp(amountFen, 1)).toThrow(moneyInvalid);
});

describe('splitting an award into tranches', () => {
  test.each([
    [28_200_000, [5000, 4000, 1000], [14_100_000, 11_280_000, 2_820_000]],
    [100, [3333, 3333, 3334], [33, 33, 34]],
    [101, [5000, 5000], [50, 51]],
    [1, [5000, 4000, 1000], [0, 0, 1]],
    [0, [7000, 3000], [0, 0]],
    [99_999, [6000, 3000, 1000], [59_999, 29_999, 10_001]],
    [LARGEST, [9999, 1], [9_006_298_534_815_516, 900_719_925_475]],
  ])('%d fen by %p gives %p, the remainder on the last', (totalFen, sharesBp, parts) => {
    expect(splitFen(totalFen, sharesBp)).toEqual(parts);
  });

  test.each([[[]], [[5000]], [[5000, 4999]], [[6000, 5000]], [[11_000, -1000]], [[3333.5, 6666.5]]])(
    'shares %p do not make a whole and are refused',
    (sharesBp) => {
      expect(() => splitFen(1000, sharesBp)).toThrow(moneyInvalid);
    },
  );
});

describe('shares and ratios', () => {
  test('a share is cut to the fen, exactly even for the largest amount', () => {
    expect(shareOfFen(10_000_000, 6000)).toBe(6_000_000);
    expect(shareOfFen(99, 5000)).toBe(49);
    expect(shareOfFen(LARGEST, 10_000)).toBe(LARGEST);
  });

  test('a result too large to hold exactly is refused, not rounded', () => {
    expect(() => mulDivFen(LARGEST, 2, 1)).toThrow(moneyInvalid);
    expect(() => mulDivFen(1, 1, 0)).toThrow(moneyInvalid);
    expect(() => sumFen([LARGEST, 1])).toThrow(moneyInvalid);
  });

  test('one fen above a limit reads as above the limit', () => {
    expect(ratioBp(6_000_000, 10_000_000)).toBe(6000);
    expect(ratioBp(6_000_001, 10_000_000)).toBe(6001);
    expect(ratioBp(LARGEST, LARGEST)).toBe(10_000);
  });

  test('nothing of nothing is no share, something of nothing is refused', () => {
    expect(ratioBp(0, 0)).toBe(0);
    expect(() => ratioBp(1, 0)).toThrow(moneyInvalid);
  });
});

test('amounts add up exactly, up to the largest that can be held', () => {
  expect(sumFen([1, 2, 3])).toBe(6);
  expect(sumFen([])).toBe(0);
  expect(sumFen([LARGEST - 1, 1])).toBe(LARGEST);
});

test.each([
  [28_200_000, '¥282,000.00'],
  [0, '¥0.00'],
  [5, '¥0.05'],
  [12_345, '¥123.45'],
  [100_000, '¥1,000.00'],
  [242_064_500, '¥2,420,645.00'],
  [LARGEST, '¥90,071,992,547,409.91'],
])('%d fen read %s', (amountFen, text) => {
  expect(formatFen(amountFen)).toBe(text);
});
