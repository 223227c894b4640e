import type { WorkingCalendar } from '../../contracts/calendar';

/**
 * A second opinion on working days for the workflow tests: days counted one by one on China's clock, with the platform's
 * dates instead of ours. It knows nothing of how the rules reckon.
 */
const DAY_MS = 86_400_000;
const EAST_MS = 8 * 3_600_000;

const partsOf = (atMs: number) => {
  const date = new Date(atMs + EAST_MS);
  const text = date.toISOString();
  return {
    year: text.slice(0, 4),
    monthDay: text.slice(5, 10),
    isWeekend: [0, 6].includes(date.getUTCDay()),
  };
};

/** Midnight in China of the day an instant falls on. */
const dayOf = (atMs: number): number => Math.floor((atMs + EAST_MS) / DAY_MS) * DAY_MS - EAST_MS;

export function isWorked(atMs: number, calendar: WorkingCalendar): boolean {
  const { year, monthDay, isWeekend } = partsOf(atMs);
  const known = calendar.years[year];
  if (isWeekend) return known?.work.includes(monthDay) ?? false;
  return !(known?.off.includes(monthDay) ?? false);
}

/** The last millisecond of the n-th working day after the day of an instant. */
export function afterWorkingDays(atMs: number, amount: number, calendar: WorkingCalendar): number {
  let day = dayOf(atMs);
  for (let met = 0; met < amount;) {
    day += DAY_MS;
    if (isWorked(day, calendar)) met += 1;
  }
  return day + DAY_MS - 1;
}

/** The last millisecond of the n-th day after the day of an instant, or of the next working day where it is off. */
export function afterDays(atMs: number, amount: number, calendar: WorkingCalendar): number {
  let day = dayOf(atMs) + amount * DAY_MS;
  while (!isWorked(day, calendar)) day += DAY_MS;
  return day + DAY_MS - 1;
}

/** Nine in the morning of the n-th working day before the day of an instant. */
export function nineBefore(atMs: number, amount: number, calendar: WorkingCalendar): number {
  let day = dayOf(atMs);
  for (let met = 0; met < amount;) {
    day -= DAY_MS;
    if (isWorked(day, calendar)) met += 1;
  }
  return day + 9 * 3_600_000;
}

const firstOfOctober = (year: number): number => new Date(Date.UTC(year, 9, 1)).getUTCDay();

/**
 * The State Council's calendar of an autumn, laid over the next year of a given instant: the latest known autumn whose
 * weekdays are the same. So a test on a clock that starts today meets a real holiday with its days worked in exchange.
 */
export function autumnAhead(
  calendar: WorkingCalendar,
  nowMs: number,
): { calendar: WorkingCalendar; year: number } {
  const year = new Date(nowMs).getUTCFullYear() + 1;
  const alike = Object.keys(calendar.years)
    .map(Number)
    .sort((left, right) => right - left)
    .find((known) => firstOfOctober(known) === firstOfOctober(year));
  const source = calendar.years[String(alike)];
  if (!source) throw new Error(`no known autumn has the weekdays of ${year}`);
  const isAutumn = (monthDay: string): boolean => monthDay >= '09-01' && monthDay < '12-01';
  const laid = { ...source, off: source.off.filter(isAutumn), work: source.work.filter(isAutumn) };
  return { year, calendar: { years: { ...calendar.years, [String(year)]: laid } } };
}
