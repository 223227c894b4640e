import { DomainError } from './domain-error';

export type DurationUnit = 'second' | 'minute' | 'hour' | 'day' | 'workingDay';

export interface Duration {
  amount: number;
  unit: DurationUnit;
}

/** The texts a programme may state, as a regular expression's source. The contract's `DurationText` accepts the same. */
export const DURATION_PATTERN = '^([1-9]\\d{0,3}) (working day|day|hour|minute|second)s?$';

const DURATION = new RegExp(DURATION_PATTERN);

/** Reads `"5 working days"`, `"30 days"`, `"2 hours"`, `"90 minutes"`, `"2 seconds"`. Throws INVALID_INPUT for others. */
export function parseDuration(text: string): Duration {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  if (amount === undefined || unit === undefined) throw new DomainError('INVALID_INPUT', { duration: text });
  return { amount: Number(amount), unit: unit === 'working day' ? 'workingDay' : (unit as DurationUnit) };
}

/**
 * How the demonstration shortens a programme so that its year passes while one watches: each day or working day
 * becomes one second, hours and minutes become a single second, seconds stay as they are.
 */
export function scaleToSeconds(text: string): string {
  const { amount, unit } = parseDuration(text);
  const seconds = unit === 'hour' || unit === 'minute' ? 1 : amount;
  return `${seconds} seconds`;
}
