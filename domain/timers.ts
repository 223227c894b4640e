import type { Deadline } from './aggregate';

/** What a workflow waits for by the clock: a deadline passes, or somebody is reminded of it. */
export interface Timer {
  command: 'passDeadline' | 'remind';
  key: string;
  at: string;
}

const timersOf = ({ key, dueAt, remindAt = [] }: Deadline): Timer[] => [
  ...remindAt.slice(0, 1).map((at): Timer => ({ command: 'remind', key, at })),
  { command: 'passDeadline', key, at: dueAt },
];

/** The timer that fires first; of two at one instant the one whose deadline was set first. */
export const nearestTimer = (deadlines: readonly Deadline[]): Timer | undefined =>
  deadlines
    .flatMap(timersOf)
    .reduce<Timer | undefined>((first, timer) => (first && first.at <= timer.at ? first : timer), undefined);

export const isSameTimer = (left: Timer | undefined, right: Timer): boolean =>
  left?.command === right.command && left.key === right.key && left.at === right.at;

/** A deadline after a reminder: what is still to come, and how often somebody was reminded. */
export function reminded({ remindAt = [], ...deadline }: Deadline): Deadline {
  const left = remindAt.slice(1);
  const reminders = (deadline.reminders ?? 0) + 1;
  return left.length > 0 ? { ...deadline, reminders, remindAt: left } : { ...deadline, reminders };
}

/** A deadline that nobody is reminded of here, because somebody else minds it. */
export const withoutReminders = ({ remindAt: _remindAt, ...deadline }: Deadline): Deadline => deadline;
