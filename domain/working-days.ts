import type { WorkingCalendar } from '../contracts/calendar';
import { parseDuration, type Duration, type DurationUnit } from './duration';
import { addDays, civilDateOf, endOfDay, startOfDay, weekdayOf, type CivilDate } from './instant';

export interface Reckoning {
  calendar: WorkingCalendar;
  /** Whether the day on which the period begins is its first day. By default it is not (Civil Code, article 201). */
  countFirstDay: boolean;
  /** Minutes east of UTC; the calendar's days begin there. */
  offsetMinutes: number;
}

export interface DueInstant {
  dueAtMs: number;
  /** True when a day was reckoned whose calendar is not published yet: importing its year may move the instant. */
  provisional: boolean;
}

const ELAPSED_MS: Record<Exclude<DurationUnit, 'day' | 'workingDay'>, number> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
};

/** From this day on a year can still be changed by the next year's notice, as 2018-12-29 and 2018-12-31 were. */
const OPEN_UNTIL_NEXT_NOTICE = '12-29';

const splitYear = (date: CivilDate): [year: string, monthDay: string] => [date.slice(0, 4), date.slice(5)];

/** Whether a date is worked: the calendar's word where it has one, else Monday to Friday. */
export function isWorkingDay(date: CivilDate, calendar: WorkingCalendar): boolean {
  const [year, monthDay] = splitYear(date);
  const known = calendar.years[year];
  return weekdayOf(date) > 5 ? (known?.work.includes(monthDay) ?? false) : !known?.off.includes(monthDay);
}

/** Whether the notices that can move this date are all in the calendar. */
function isPublished(date: CivilDate, calendar: WorkingCalendar): boolean {
  const [year, monthDay] = splitYear(date);
  if (calendar.years[year] === undefined) return false;
  return monthDay < OPEN_UNTIL_NEXT_NOTICE || calendar.years[String(Number(year) + 1)] !== undefined;
}

interface LastDay {
  date: CivilDate;
  provisional: boolean;
}

/** Walks from a date, that date included, until `amount` working days have been met. */
function walkWorkingDays(from: CivilDate, amount: number, calendar: WorkingCalendar): LastDay {
  let provisional = false;
  let left = amount;
  for (let date = from; ; date = addDays(date, 1)) {
    provisional ||= !isPublished(date, calendar);
    if (isWorkingDay(date, calendar)) left -= 1;
    if (left <= 0) return { date, provisional };
  }
}

function lastDayOf(fromMs: number, { amount, unit }: Duration, reckoning: Reckoning): LastDay {
  const begun = civilDateOf(fromMs, reckoning.offsetMinutes);
  const first = reckoning.countFirstDay ? begun : addDays(begun, 1);
  if (unit === 'workingDay') return walkWorkingDays(first, amount, reckoning.calendar);
  // A period that ends on a day off ends on the next working day instead (Civil Code, article 203).
  return walkWorkingDays(addDays(first, amount - 1), 1, reckoning.calendar);
}

/**
 * When a duration that begins at `fromMs` ends. Days end at 24:00 local time, that is at 23:59:59.999 of the last day;
 * seconds, minutes and hours are elapsed time to the millisecond. Throws INVALID_INPUT for a text that is no duration.
 */
export function addDuration(fromMs: number, duration: string | Duration, reckoning: Reckoning): DueInstant {
  const parsed = typeof duration === 'string' ? parseDuration(duration) : duration;
  const { amount, unit } = parsed;
  if (unit !== 'day' && unit !== 'workingDay')
    return { dueAtMs: fromMs + amount * ELAPSED_MS[unit], provisional: false };
  const { date, provisional } = lastDayOf(fromMs, parsed, reckoning);
  return { dueAtMs: endOfDay(date, reckoning.offsetMinutes), provisional };
}

/** Reminders that are counted in days come at nine in the morning, when an office opens. */
const REMIND_AT_MS = 9 * 3_600_000;

/** Walks back from a date, that date not included, until `amount` days of the kind have been met. */
function walkBack(from: CivilDate, { amount, unit }: Duration, calendar: WorkingCalendar): CivilDate {
  let date = from;
  for (let left = amount; left > 0;) {
    date = addDays(date, -1);
    if (unit === 'day' || isWorkingDay(date, calendar)) left -= 1;
  }
  return date;
}

/**
 * The instant a duration before another: of days, nine in the morning of the day that lies so many (working) days before
 * the one the instant falls on; of hours and less, so much elapsed time. For reminders before a deadline.
 */
export function instantBefore(dueAtMs: number, duration: string, reckoning: Reckoning): number {
  const parsed = parseDuration(duration);
  const { amount, unit } = parsed;
  if (unit !== 'day' && unit !== 'workingDay') return dueAtMs - amount * ELAPSED_MS[unit];
  const { calendar, offsetMinutes } = reckoning;
  const date = walkBack(civilDateOf(dueAtMs, offsetMinutes), parsed, calendar);
  return startOfDay(date, offsetMinutes) + REMIND_AT_MS;
}

/** Whether a duration is counted in days of the calendar, and not in elapsed time. */
export const isInDays = (duration: string): boolean =>
  ['day', 'workingDay'].includes(parseDuration(duration).unit);

/** How many working days lie between two dates, both included; 0 when the second comes first. */
export function countWorkingDays(from: CivilDate, to: CivilDate, calendar: WorkingCalendar): number {
  let count = 0;
  for (let date = from; date <= to; date = addDays(date, 1)) if (isWorkingDay(date, calendar)) count += 1;
  return count;
}
