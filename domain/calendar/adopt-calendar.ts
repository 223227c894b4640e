import type { CalendarYear, WorkingCalendar } from '../../contracts/calendar';
import type { Command } from '../../contracts/fact';

/** A year of the calendar as it is told to whoever reckons by it. */
export interface AdoptCalendar {
  year: string;
  days: CalendarYear;
}

const withYear = (calendar: WorkingCalendar, { year, days }: AdoptCalendar): WorkingCalendar => ({
  years: { ...calendar.years, [year]: days },
});

/** The setting that a command is decided by: the one that brings a calendar is decided by that calendar already. */
export const adoptCalendar = <Setting extends { calendar: WorkingCalendar }>(
  setting: Setting,
  { type, payload }: Command,
): Setting =>
  type === 'adoptCalendar'
    ? { ...setting, calendar: withYear(setting.calendar, payload as AdoptCalendar) }
    : setting;
