/**
 * Points are reckoned as whole micropoints, so that 81.885 rounds up as on paper: as doubles it is a hair less.
 * A micropoint is fine enough for scores of two decimals times weights of four.
 */
const DIGITS = 6;
const MICRO = 10n ** BigInt(DIGITS);

/** A number of points as micropoints, by its decimal text rather than its binary value. */
export const toMicro = (points: number): bigint => BigInt(points.toFixed(DIGITS).replace('.', ''));

/** The quotient rounded half up, towards the larger number; the divisor is above zero. */
function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const doubled = 2n * dividend + divisor;
  const quotient = doubled / (2n * divisor);
  // BigInt division cuts towards zero; below zero that would be one too high.
  return doubled < 0n && doubled % (2n * divisor) !== 0n ? quotient - 1n : quotient;
}

/** Micropoints ÷ divisor as points, rounded half up to so many decimals. */
export function roundPoints(micro: bigint, divisor: bigint, decimals: number): number {
  const scale = 10n ** BigInt(decimals);
  return Number(divideHalfUp(micro * scale, divisor * MICRO)) / Number(scale);
}

/** The product of two numbers, each given in micropoints, again in micropoints, rounded half up. */
export const multiplyMicro = (left: bigint, right: bigint): bigint => divideHalfUp(left * right, MICRO);

/** Micropoints as points, all six decimals kept. */
export const toPoints = (micro: bigint): number => roundPoints(micro, 1n, DIGITS);

export const sumMicro = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);
