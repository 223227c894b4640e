import { DomainError } from '../domain-error';
import { fromInstantText, toInstantText } from '../instant';
import type { Deadline } from '../aggregate';
import type { ProjectDeciders, ProjectEvolvers, ProjectFact } from './project.vocabulary';
import { deadlineOf, type ProjectState } from './project.state';
import { endAs, withoutDeadline } from './stage-moves';
import { reminded, withoutReminders } from '../timers';
import { isGateMet } from './gates';

/** The commands that cut across stages, and what a passed deadline means in each. */
export const decideInterruption: ProjectDeciders = {
  suspend: (_state, { reason }) => [{ type: 'projectSuspended', data: { reason } }],
  resume: (state, { reason }, { nowMs }) => {
    const pausedMs = nowMs - fromInstantText(state.suspended?.since ?? state.updatedAt);
    return [
      {
        type: 'projectResumed',
        data: { reason, pausedMs, deadlines: state.deadlines.map((d) => shift(d, pausedMs)) },
      },
    ];
  },
  extend: (state, { deadline: key, dueAt, reason }, context) => {
    const deadline = deadlineOf(state, key);
    if (!deadline) throw new DomainError('DEADLINE_UNKNOWN', { key });
    if (fromInstantText(dueAt) <= fromInstantText(deadline.dueAt))
      throw new DomainError('EXTENSION_NOT_LATER', { closesAt: deadline.dueAt });
    const to = toInstantText(fromInstantText(dueAt));
    const remindAt = hasReminders(deadline) ? context.remindersBefore(fromInstantText(to)) : [];
    const data = { deadline: key, from: deadline.dueAt, to, reason };
    return [{ type: 'deadlineExtended', data: remindAt.length > 0 ? { ...data, remindAt } : data }];
  },
  terminate: (state, { reason, clawbackFen }) => {
    const { paidFen } = state.money;
    if (clawbackFen > paidFen)
      throw new DomainError('AMOUNT_TOO_LARGE', { amount: clawbackFen, limit: paidFen });
    const stopped = state.tranches
      .filter(({ status }) => status === 'waiting')
      .map(({ key }): ProjectFact => ({ type: 'trancheCancelled', data: { key, reason: 'terminated' } }));
    const acceptedFen = paidFen - clawbackFen;
    return [...stopped, { type: 'projectTerminated', data: { reason, clawbackFen, acceptedFen } }];
  },
  passDeadline: (state, { key }) => {
    // A timer that fires after its deadline was met or moved has nothing to say.
    if (!deadlineOf(state, key)) return [];
    return [{ type: 'deadlinePassed', data: { key } }, ...factsOfDeadline(key)];
  },
  // By the setting, which has the new calendar already: each deadline that it moves is a fact, the others stay.
  adoptCalendar: (state, { year, days }, context) =>
    state.deadlines.flatMap((deadline): ProjectFact[] => {
      const moved = context.reckonAnew(deadline, hasReminders(deadline));
      if (!moved) return [];
      const { notice } = days;
      return [{ type: 'deadlineReckoned', data: { deadline: moved, from: deadline.dueAt, year, notice } }];
    }),
  remind: (state, { key }, { now }) => {
    const deadline = deadlineOf(state, key);
    if (!deadline || !isDue(deadline, now)) return [];
    return [{ type: 'deadlineReminded', data: { key, dueAt: deadline.dueAt } }];
  },
};

const isTranche = (key: string): boolean => key.startsWith('tranche:');

/** Whether somebody is reminded of a deadline; of a tranche it is the payment that reminds them. */
const hasReminders = ({ key, remindAt, reminders }: Deadline): boolean =>
  isTranche(key) || remindAt !== undefined || reminders !== undefined;

const mindedHere = (deadline: Deadline): Deadline =>
  isTranche(deadline.key) ? withoutReminders(deadline) : deadline;

/** A reminder whose deadline was met or moved meanwhile has nothing to say. */
const isDue = ({ remindAt: [next] = [] }: Deadline, now: string): boolean =>
  next !== undefined && next <= now;

/** What a passed deadline means, by the kind of its key; the name after the colon says which of its kind. */
const DEADLINE_FACTS: Record<string, (name: string) => ProjectFact[]> = {
  correction: () => [
    { type: 'correctionMissed', data: { reason: 'the deadline for the correction passed' } },
  ],
  notice: () => [{ type: 'noticeElapsed', data: {} }],
  signing: () => [{ type: 'signingLapsed', data: {} }],
  milestone: (key) => [{ type: 'milestoneOverdue', data: { key } }],
  report: (stageKey) => [
    { type: 'evaluationFailed', data: { stageKey, reason: 'no report by the deadline' } },
  ],
  tranche: (key) => [{ type: 'trancheLate', data: { key } }],
  audit: () => [{ type: 'auditOverdue', data: {} }],
};

function factsOfDeadline(key: string): ProjectFact[] {
  const [kind = '', name = ''] = key.split(':');
  return DEADLINE_FACTS[kind]?.(name) ?? [];
}

const later = (instant: string, byMs: number): string => toInstantText(fromInstantText(instant) + byMs);

const shift = ({ remindAt, reckoned, ...deadline }: Deadline, byMs: number): Deadline => ({
  ...deadline,
  ...(reckoned ? { reckoned: { ...reckoned, pausedMs: (reckoned.pausedMs ?? 0) + byMs } } : {}),
  dueAt: later(deadline.dueAt, byMs),
  ...(remindAt ? { remindAt: remindAt.map((instant) => later(instant, byMs)) } : {}),
});

/** A deadline at another instant, wherever the state shows it. */
function moveDeadline(state: ProjectState, moved: Deadline): ProjectState {
  const { key, dueAt } = moved;
  return {
    ...state,
    deadlines: state.deadlines.map((deadline) => (deadline.key === key ? mindedHere(moved) : deadline)),
    noticeEndsAt: key === 'notice' ? dueAt : state.noticeEndsAt,
    milestones: state.milestones.map((m) => (`milestone:${m.key}` === key ? { ...m, dueAt } : m)),
  };
}

export const evolveInterruption: ProjectEvolvers = {
  deadlinePassed: (state, { key }) => withoutDeadline(state, key),
  deadlineReckoned: (state, { deadline }) => moveDeadline(state, deadline),
  deadlineReminded: (state, { key }) => ({
    ...state,
    deadlines: state.deadlines.map((deadline) => (deadline.key === key ? reminded(deadline) : deadline)),
  }),
  // What a person has set is no longer reckoned by a calendar.
  deadlineExtended: (state, { deadline: key, to, remindAt }) => {
    const { reminders } = deadlineOf(state, key) ?? {};
    const counted = { ...(reminders ? { reminders } : {}), ...(remindAt ? { remindAt } : {}) };
    return moveDeadline(state, { key, dueAt: to, provisional: false, ...counted });
  },
  projectSuspended: (state, { reason }, { at }) => ({ ...state, suspended: { since: at, reason } }),
  projectResumed: (state, { deadlines }) => ({ ...state, suspended: null, deadlines }),
  projectTerminated: (state, { reason, acceptedFen }, { at }) => ({
    ...endAs(state, 'terminated', at, reason),
    suspended: null,
    money: { ...state.money, acceptedFen: isGateMet(state, 'signing') ? acceptedFen : null },
  }),
};
