import type { WorkingCalendar } from '../contracts/calendar';
import type { ProgrammeDefinition } from '../contracts/programme';
import type { Deadline } from './aggregate';
import { toInstantText } from './instant';
import { addDuration, instantBefore } from './working-days';

/** How the rules of a round and of its projects reckon when something is due. */
export interface DueDates {
  /** When a duration that starts now (or at `fromMs`) ends: a period that passes by itself. */
  due(duration: string, fromMs?: number): { dueAt: string; provisional: boolean };
  /** The same as a deadline that somebody has to meet: whoever it is, is reminded before, as the programme says. */
  deadline(key: string, duration: string, fromMs?: number): Deadline;
  /** The reminders before an instant that are still to come. */
  remindersBefore(dueAtMs: number): string[];
}

type Terms = Pick<ProgrammeDefinition, 'countFirstDay' | 'offsetMinutes' | 'reminders'>;

export function dueDates(terms: Terms, calendar: WorkingCalendar, nowMs: number): DueDates {
  const { countFirstDay, offsetMinutes, reminders } = terms;
  const reckoning = { calendar, countFirstDay, offsetMinutes };
  const remindersBefore = (dueAtMs: number): string[] =>
    reminders
      .map((duration) => instantBefore(dueAtMs, duration, reckoning))
      .filter((instantMs) => instantMs > nowMs)
      .sort((left, right) => left - right)
      .map(toInstantText);
  return {
    remindersBefore,
    due: (duration, fromMs = nowMs) => {
      const { dueAtMs, provisional } = addDuration(fromMs, duration, reckoning);
      return { dueAt: toInstantText(dueAtMs), provisional };
    },
    deadline: (key, duration, fromMs = nowMs) => {
      const { dueAtMs, provisional } = addDuration(fromMs, duration, reckoning);
      const remindAt = remindersBefore(dueAtMs);
      const deadline = { key, dueAt: toInstantText(dueAtMs), provisional };
      return remindAt.length > 0 ? { ...deadline, remindAt } : deadline;
    },
  };
}
