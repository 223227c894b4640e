import type { WorkingCalendar } from '../contracts/calendar';
import type { ProgrammeDefinition } from '../contracts/programme';
import type { Deadline } from './aggregate';
import { fromInstantText, toInstantText } from './instant';
import { addDuration, instantBefore, isInDays } from './working-days';

/** How the rules of a round and of its projects reckon when something is due. */
export interface DueDates {
  /** A period that ends by itself: nobody is reminded of it. */
  period(key: string, duration: string, fromMs?: number): Deadline;
  /** A deadline that somebody has to meet: whoever it is, is reminded before, as the programme says. */
  deadline(key: string, duration: string, fromMs?: number): Deadline;
  /** The reminders before an instant that are still to come. */
  remindersBefore(dueAtMs: number): string[];
  /** A deadline by the calendar as it is known now; null where that changes nothing. */
  reckonAnew(deadline: Deadline, hasReminders?: boolean): Deadline | null;
}

type Terms = Pick<ProgrammeDefinition, 'countFirstDay' | 'offsetMinutes' | 'reminders'>;

/** Where a deadline lies by a newer reckoning. Who was told a certain day may rely on it: it moves later, never nearer. */
function keptInstant({ dueAt, provisional, reckoned }: Deadline, fresh: Deadline): string {
  const next = toInstantText(fromInstantText(fresh.dueAt) + (reckoned?.pausedMs ?? 0));
  return !provisional && next < dueAt ? dueAt : next;
}

export function dueDates(terms: Terms, calendar: WorkingCalendar, nowMs: number): DueDates {
  const { countFirstDay, offsetMinutes, reminders } = terms;
  const reckoning = { calendar, countFirstDay, offsetMinutes };
  const remindersBefore = (dueAtMs: number): string[] =>
    reminders
      .map((duration) => instantBefore(dueAtMs, duration, reckoning))
      .filter((instantMs) => instantMs > nowMs)
      .sort((left, right) => left - right)
      .map(toInstantText);
  const period = (key: string, duration: string, fromMs = nowMs): Deadline => {
    const { dueAtMs, provisional } = addDuration(fromMs, duration, reckoning);
    const due = { key, dueAt: toInstantText(dueAtMs), provisional };
    return isInDays(duration) ? { ...due, reckoned: { from: toInstantText(fromMs), duration } } : due;
  };
  const withReminders = (deadline: Deadline): Deadline => {
    const remindAt = remindersBefore(fromInstantText(deadline.dueAt));
    return remindAt.length > 0 ? { ...deadline, remindAt } : deadline;
  };
  const reckonAnew = (
    { remindAt: _remindAt, ...deadline }: Deadline,
    hasReminders = false,
  ): Deadline | null => {
    const { key, reckoned } = deadline;
    if (!reckoned) return null;
    const fresh = period(key, reckoned.duration, fromInstantText(reckoned.from));
    const moved = { ...deadline, dueAt: keptInstant(deadline, fresh), provisional: fresh.provisional };
    if (moved.dueAt === deadline.dueAt && moved.provisional === deadline.provisional) return null;
    return hasReminders ? withReminders(moved) : moved;
  };
  return {
    remindersBefore,
    reckonAnew,
    period,
    deadline: (key, duration, fromMs) => withReminders(period(key, duration, fromMs)),
  };
}
