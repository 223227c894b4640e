import fc from 'fast-check';
import { formatFen, ratioBp, shareOfFen, splitFen, sumFen } from '../../domain/money';

const amountFen = fc.oneof(fc.maxSafeNat(), fc.nat(10_000_000));
/** Shares that add up to 10,000: the gaps between sorted cuts. */
const sharesBp = fc.array(fc.nat(10_000), { maxLength: 11 }).map((cuts) => {
  const sorted = [0, ...cuts.sort((a, b) => a - b), 10_000];
  return sorted.slice(1).map((cut, index) => cut - (sorted[index] ?? 0));
});

test('splitting never loses or makes a fen, and only the last part bears the remainder', () => {
  fc.assert(
    fc.property(amountFen, sharesBp, (totalFen, shares) => {
      const parts = splitFen(totalFen, shares);
      expect(sumFen(parts)).toBe(totalFen);
      expect(parts.slice(0, -1)).toEqual(shares.slice(0, -1).map((share) => shareOfFen(totalFen, share)));
      expect((parts.at(-1) ?? 0) - shareOfFen(totalFen, shares.at(-1) ?? 0)).toBeLessThan(shares.length);
    }),
  );
});

test('a ratio is above a limit exactly when the amounts, multiplied out, are', () => {
  fc.assert(
    fc.property(
      amountFen,
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      fc.nat(20_000),
      (part, whole, limit) => {
        fc.pre(BigInt(part) < BigInt(whole) * 1_000_000n);
        expect(ratioBp(part, whole) > limit).toBe(BigInt(part) * 10_000n > BigInt(whole) * BigInt(limit));
      },
    ),
  );
});

test('what is shown reads back as the same amount', () => {
  fc.assert(
    fc.property(amountFen, (fen) => {
      expect(Number(formatFen(fen).replace(/[¥,.]/g, ''))).toBe(fen);
    }),
  );
});
