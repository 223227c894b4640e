/** The value below which a share (0 to 1) of the values lies. NaN where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Rounded for people and for the JSON file: a measured figure has no more than these digits to say. */
export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));
