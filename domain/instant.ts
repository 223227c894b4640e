import { DomainError } from './domain-error';

/** A civil date as people write it: `YYYY-MM-DD`, without a time or a zone. */
export type CivilDate = string;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A cycle of the Gregorian calendar: 400 years, always this many days. */
const CYCLE_DAYS = 146_097;
/** Days from 0000-03-01 to 1970-01-01. Years are reckoned from March, so that a leap day is a year's last day. */
const MARCH_TO_EPOCH_DAYS = 719_468;
/** The bounds of a four-digit year, 0000-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z. */
const FIRST_MS = -62_167_219_200_000;
const LAST_MS = 253_402_300_799_999;

const toNumber = (digits: string | undefined): number => Number(digits ?? 0);
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Days before the month of a March-based year (0 = March … 11 = February). */
const daysBefore = (monthFromMarch: number): number => Math.floor((153 * monthFromMarch + 2) / 5);

function countDaysFromEpoch(year: number, month: number, day: number): number {
  const yearFromMarch = month > 2 ? year : year - 1;
  const cycle = Math.floor(yearFromMarch / 400);
  const yearOfCycle = yearFromMarch - cycle * 400;
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100);
  const dayOfYear = daysBefore((month + 9) % 12) + day - 1;
  return cycle * CYCLE_DAYS + yearOfCycle * 365 + leapDays + dayOfYear - MARCH_TO_EPOCH_DAYS;
}

/** Whole days from 1970-01-01 to a civil date. Throws INVALID_INPUT for a day that no calendar has, as 2026-02-30. */
export function toEpochDay(date: CivilDate): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const epochDay = countDaysFromEpoch(toNumber(match?.[1]), toNumber(match?.[2]), toNumber(match?.[3]));
  // A day past the end of its month comes back as a day of the next.
  if (fromEpochDay(epochDay) !== date) throw new DomainError('INVALID_INPUT', { date });
  return epochDay;
}

/** The civil date that many days after 1970-01-01. */
export function fromEpochDay(epochDay: number): CivilDate {
  const days = epochDay + MARCH_TO_EPOCH_DAYS;
  const cycle = Math.floor(days / CYCLE_DAYS);
  const dayOfCycle = days - cycle * CYCLE_DAYS;
  // Takes out the leap days passed so far (1,460 days = 4 years, 36,524 = a century), so that 365 divides evenly.
  const leapDays =
    Math.floor(dayOfCycle / 1460) -
    Math.floor(dayOfCycle / 36_524) +
    Math.floor(dayOfCycle / (CYCLE_DAYS - 1));
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365);
  const leapDaysBefore = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100);
  const dayOfYear = dayOfCycle - yearOfCycle * 365 - leapDaysBefore;
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((monthFromMarch + 2) % 12) + 1;
  const year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfYear - daysBefore(monthFromMarch) + 1, 2)}`;
}

/** Epoch milliseconds as canonical RFC 3339 text, always UTC and always with milliseconds, so that text sorts as time. */
export function toInstantText(instantMs: number): string {
  if (!Number.isInteger(instantMs) || instantMs < FIRST_MS || instantMs > LAST_MS)
    throw new DomainError('INVALID_INPUT', { instantMs });
  const epochDay = Math.floor(instantMs / DAY_MS);
  const timeMs = instantMs - epochDay * DAY_MS;
  const seconds = Math.floor(timeMs / 1000);
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${fromEpochDay(epochDay)}T${time.map((part) => pad(part, 2)).join(':')}.${pad(timeMs % 1000, 3)}Z`;
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i;

/**
 * RFC 3339 text with any offset as epoch milliseconds. What is finer than a millisecond is cut off; seconds may be
 * left out, as the contract's parser allows it. Throws INVALID_INPUT for anything else, a leap second included.
 */
export function fromInstantText(text: string): number {
  const match = INSTANT.exec(text);
  if (!match) throw new DomainError('INVALID_INPUT', { instant: text });
  const [, date = '', hour, minute, second, fraction = '', sign, offsetHour, offsetMinute] = match;
  const clockMs = (toNumber(hour) * 60 + toNumber(minute)) * MINUTE_MS + toNumber(second) * 1000;
  const fractionMs = toNumber(fraction.slice(0, 3).padEnd(3, '0'));
  const offsetMs = (toNumber(offsetHour) * 60 + toNumber(offsetMinute)) * MINUTE_MS;
  const localMs = toEpochDay(date) * DAY_MS + clockMs + fractionMs;
  return sign === '-' ? localMs + offsetMs : localMs - offsetMs;
}

/** The civil date at an instant, where clocks are `offsetMinutes` ahead of UTC (Asia/Shanghai: 480, no summer time since 1992). */
export const civilDateOf = (instantMs: number, offsetMinutes: number): CivilDate =>
  fromEpochDay(Math.floor((instantMs + offsetMinutes * MINUTE_MS) / DAY_MS));

/** The first millisecond of a civil date. */
export const startOfDay = (date: CivilDate, offsetMinutes: number): number =>
  toEpochDay(date) * DAY_MS - offsetMinutes * MINUTE_MS;

/** The last millisecond of a civil date: what people call 24:00 of that day. */
export const endOfDay = (date: CivilDate, offsetMinutes: number): number =>
  startOfDay(date, offsetMinutes) + DAY_MS - 1;

export const addDays = (date: CivilDate, days: number): CivilDate => fromEpochDay(toEpochDay(date) + days);

/** ISO 8601 weekday: 1 is Monday, 7 is Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(date: CivilDate): number {
  const daysFromMonday = (toEpochDay(date) + 3) % 7;
  return daysFromMonday < 0 ? daysFromMonday + 8 : daysFromMonday + 1;
}
