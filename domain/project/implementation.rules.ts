import { DomainError } from '../domain-error';
import { areGatesMet } from './gates';
import type { Consequence, ProjectDeciders, ProjectEvolvers } from './project.vocabulary';
import type { Milestone, ProjectState } from './project.state';
import { withDeadline, withoutDeadline } from './stage-moves';

const milestoneDeadlineKey = (key: string): string => `milestone:${key}`;

function milestoneIn(
  state: ProjectState,
  key: string,
  action: string,
  statuses: Milestone['status'][],
): Milestone {
  const milestone = state.milestones.find((candidate) => candidate.key === key);
  if (!milestone) throw new DomainError('MILESTONE_UNKNOWN', { key });
  if (!statuses.includes(milestone.status))
    throw new DomainError('MILESTONE_STATE', { key, status: milestone.status, action });
  return milestone;
}

export const decideImplementation: ProjectDeciders = {
  reportMilestone: (state, payload) => {
    milestoneIn(state, payload.key, 'report', ['scheduled', 'notMet']);
    const { paidFen } = state.money;
    if (payload.spendingFen > paidFen)
      throw new DomainError('CLAIM_EXCEEDS_PAID', { claimed: payload.spendingFen, paid: paidFen });
    return [{ type: 'milestoneReported', data: payload }];
  },
  reviewMilestone: (state, payload) => {
    milestoneIn(state, payload.key, 'review', ['reported']);
    if (payload.outcome !== 'met' && payload.comment === '') throw new DomainError('REASONS_REQUIRED');
    return [{ type: 'milestoneReviewed', data: payload }];
  },
  recordActivity: (_state, payload) => [{ type: 'activityRecorded', data: payload }],
  noteSupervision: (_state, payload) => [{ type: 'supervisionNoted', data: payload }],
  requestAmendment: (_state, payload) => [{ type: 'amendmentRequested', data: payload }],
  decideAmendment: (state, payload) => {
    const amendment = state.amendments.find(({ amendmentId }) => amendmentId === payload.amendmentId);
    if (!amendment) throw new DomainError('AMENDMENT_UNKNOWN');
    if (amendment.status !== 'requested') throw new DomainError('AMENDMENT_DECIDED');
    return [{ type: 'amendmentDecided', data: payload }];
  },
};

/** A milestone's time runs from when what it waits for has happened. */
export const scheduleMilestones: Consequence = (state, context) => {
  if (state.stage !== 'implementation') return [];
  return state.milestones
    .filter(({ status, after }) => status === 'notScheduled' && areGatesMet(state, after))
    .map(({ key, within }) => ({
      type: 'milestoneScheduled',
      data: { key, due: context.deadline(milestoneDeadlineKey(key), within) },
    }));
};

/** An evaluation opens when the milestones it looks back on are accepted; one at a time, in the programme's order. */
export const openEvaluation: Consequence = (state, context) => {
  if (state.stage !== 'implementation') return [];
  const next = context.definition.evaluations.find(
    ({ key }) => !state.assessments.some(({ stageKey }) => stageKey === key),
  );
  if (
    !next ||
    !areGatesMet(
      state,
      next.after.map((key) => `milestone:${key}`),
    )
  )
    return [];
  const reportBy = context.deadline(`report:${next.key}`, next.reportWithin);
  return [{ type: 'assessmentOpened', data: { stageKey: next.key, kind: 'evaluation', reportBy } }];
};

/** All milestones accepted and all evaluations passed: what is left is the audit and the money. */
export const enterCloseout: Consequence = (state, context) => {
  const { evaluations, closeout } = context.definition;
  const doneDoing = state.milestones.every(({ status }) => ['met', 'partiallyMet'].includes(status));
  const evaluated = evaluations.every(({ key }) => areGatesMet(state, [`evaluation:${key}`]));
  if (state.stage !== 'implementation' || !doneDoing || !evaluated) return [];
  const auditBy = closeout.auditStatement ? context.deadline('audit', closeout.auditWithin) : null;
  return [{ type: 'closeoutEntered', data: { auditBy } }];
};

const changeMilestone = (state: ProjectState, key: string, update: Partial<Milestone>): ProjectState => ({
  ...state,
  milestones: state.milestones.map((milestone) =>
    milestone.key === key ? { ...milestone, ...update } : milestone,
  ),
});

export const evolveImplementation: ProjectEvolvers = {
  milestoneScheduled: (state, { key, due }) =>
    withDeadline(changeMilestone(state, key, { status: 'scheduled', dueAt: due.dueAt }), due),
  milestoneReported: (state, { key, ...report }, { at }) =>
    withoutDeadline(
      changeMilestone(state, key, { status: 'reported', report: { ...report, at } }),
      milestoneDeadlineKey(key),
    ),
  milestoneReviewed: (state, { key, outcome, comment }, { at }) =>
    changeMilestone(state, key, {
      status: outcome === 'return' ? 'scheduled' : outcome,
      review: { outcome, comment, at },
    }),
  milestoneOverdue: (state, { key }) => changeMilestone(state, key, { overdue: true }),
  activityRecorded: (state) => ({ ...state, activityCount: state.activityCount + 1 }),
  supervisionNoted: (state) => ({ ...state, supervisionCount: state.supervisionCount + 1 }),
  amendmentRequested: (state, { amendmentId, reason }) => ({
    ...state,
    amendments: [...state.amendments, { amendmentId, status: 'requested', reason }],
  }),
  amendmentDecided: (state, { amendmentId, outcome }) => ({
    ...state,
    amendments: state.amendments.map((amendment) =>
      amendment.amendmentId === amendmentId ? { ...amendment, status: outcome } : amendment,
    ),
  }),
};
