import { DomainError } from '../domain-error';
import { fromInstantText, toInstantText } from '../instant';
import type { Deadline } from '../aggregate';
import type { ProjectDeciders, ProjectEvolvers, ProjectFact } from './project.vocabulary';
import { deadlineOf } from './project.state';
import { endAs, withoutDeadline } from './stage-moves';
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
  extend: (state, { deadline: key, dueAt, reason }) => {
    const deadline = deadlineOf(state, key);
    if (!deadline) throw new DomainError('DEADLINE_UNKNOWN', { key });
    if (fromInstantText(dueAt) <= fromInstantText(deadline.dueAt))
      throw new DomainError('EXTENSION_NOT_LATER', { closesAt: deadline.dueAt });
    const to = toInstantText(fromInstantText(dueAt));
    return [{ type: 'deadlineExtended', data: { deadline: key, from: deadline.dueAt, to, reason } }];
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
};

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

const shift = (deadline: Deadline, byMs: number): Deadline => ({
  ...deadline,
  dueAt: toInstantText(fromInstantText(deadline.dueAt) + byMs),
});

export const evolveInterruption: ProjectEvolvers = {
  deadlinePassed: (state, { key }) => withoutDeadline(state, key),
  deadlineExtended: (state, { deadline: key, to }) => ({
    ...state,
    deadlines: state.deadlines.map((deadline) =>
      deadline.key === key ? { ...deadline, dueAt: to } : deadline,
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
