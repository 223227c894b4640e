import { DomainError } from '../domain-error';
import { fromInstantText, toInstantText } from '../instant';
import type { Deadline } from '../aggregate';
import type { ProjectDeciders, ProjectEvolvers, ProjectFact } from './project.vocabulary';
import { deadlineOf } from './project.state';
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
    const remindAt =
      deadline.remindAt || deadline.reminders ? context.remindersBefore(fromInstantText(to)) : [];
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
  remind: (state, { key }, { now }) => {
    const deadline = deadlineOf(state, key);
    if (!deadline || !isDue(deadline, now)) return [];
    return [{ type: 'deadlineReminded', data: { key, dueAt: deadline.dueAt } }];
  },
};

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

const shift = ({ remindAt, ...deadline }: Deadline, byMs: number): Deadline => ({
  ...deadline,
  dueAt: later(deadline.dueAt, byMs),
  ...(remindAt ? { remindAt: remindAt.map((instant) => later(instant, byMs)) } : {}),
});

export const evolveInterruption: ProjectEvolvers = {
  deadlinePassed: (state, { key }) => withoutDeadline(state, key),
  deadlineReminded: (state, { key }) => ({
    ...state,
    deadlines: state.deadlines.map((deadline) => (deadline.key === key ? reminded(deadline) : deadline)),
  }),
  deadlineExtended: (state, { deadline: key, to, remindAt }) => ({
    ...state,
    deadlines: state.deadlines.map((deadline) =>
      deadline.key === key
        ? { ...withoutReminders(deadline), dueAt: to, ...(remindAt ? { remindAt } : {}) }
        : deadline,
    ),
    noticeEndsAt: key === 'notice' ? to : state.noticeEndsAt,
    milestones: state.milestones.map((m) => (`milestone:${m.key}` === key ? { ...m, dueAt: to } : m)),
  }),
  projectSuspended: (state, { reason }, { at }) => ({ ...state, suspended: { since: at, reason } }),
  projectResumed: (state, { deadlines }) => ({ ...state, suspended: null, deadlines }),
  projectTerminated: (state, { reason, acceptedFen }, { at }) => ({
    ...endAs(state, 'terminated', at, reason),
    suspended: null,
    money: { ...state.money, acceptedFen: isGateMet(state, 'signing') ? acceptedFen : null },
  }),
};
