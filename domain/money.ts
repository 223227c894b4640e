import { DomainError } from './domain-error';

/** Basis points in the whole. */
const WHOLE_BP = 10_000;

/** Throws MONEY_INVALID unless the amount is a whole number of fen from 0 to 2^53 − 1. */
export function assertFen(amountFen: number): void {
  if (!Number.isSafeInteger(amountFen) || amountFen < 0)
    throw new DomainError('MONEY_INVALID', { amountFen });
}

function toFen(amount: bigint): number {
  const amountFen = Number(amount);
  assertFen(amountFen);
  return amountFen;
}

/**
 * amount × numerator ÷ denominator, whole fen, what is less than a fen cut off. The product is exact: as doubles,
 * 2^53 − 1 fen times 9,999 basis points would already be wrong by some fen.
 */
export function mulDivFen(amountFen: number, numerator: number, denominator: number): number {
  assertFen(amountFen);
  if (
    !Number.isSafeInteger(numerator) ||
    numerator < 0 ||
    !Number.isSafeInteger(denominator) ||
    denominator <= 0
  )
    throw new DomainError('MONEY_INVALID', { numerator, denominator });
  return toFen((BigInt(amountFen) * BigInt(numerator)) / BigInt(denominator));
}

/** The part of an amount that so many basis points are, what is less than a fen cut off. */
export const shareOfFen = (amountFen: number, shareBp: number): number =>
  mulDivFen(amountFen, shareBp, WHOLE_BP);

/** Adds amounts exactly. Throws MONEY_INVALID if one of them or their sum is no amount of fen. */
export function sumFen(amountsFen: readonly number[]): number {
  amountsFen.forEach(assertFen);
  return toFen(amountsFen.reduce((sum, amountFen) => sum + BigInt(amountFen), 0n));
}

/**
 * Splits an amount by shares in basis points that add up to 10,000. Each part is cut to the fen and the last takes what
 * remains, so that the parts always add up to the whole. Throws MONEY_INVALID for shares that do not add up.
 */
export function splitFen(totalFen: number, sharesBp: readonly number[]): number[] {
  const sharesSum = sharesBp.reduce((sum, shareBp) => sum + shareBp, 0);
  if (sharesSum !== WHOLE_BP) throw new DomainError('MONEY_INVALID', { sharesSum });
  const parts = sharesBp.map((shareBp) => shareOfFen(totalFen, shareBp));
  const restFen = totalFen - sumFen(parts);
  return parts.map((partFen, index) => (index === parts.length - 1 ? partFen + restFen : partFen));
}

/**
 * What part of the whole an amount is, in basis points, rounded up: a part above a limit never reads as the limit, so
 * `ratioBp(part, whole) > limitBp` is exact. 0 of 0 is 0; anything else of 0 throws MONEY_INVALID.
 */
export function ratioBp(partFen: number, wholeFen: number): number {
  assertFen(partFen);
  assertFen(wholeFen);
  if (partFen === 0) return 0;
  if (wholeFen === 0) throw new DomainError('MONEY_INVALID', { partFen, wholeFen });
  const whole = BigInt(wholeFen);
  return Number((BigInt(partFen) * BigInt(WHOLE_BP) + whole - 1n) / whole);
}

/** Fen as people read them: `¥282,000.00`. */
export function formatFen(amountFen: number): string {
  assertFen(amountFen);
  const digits = String(amountFen).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `¥${yuan}.${digits.slice(-2)}`;
}
