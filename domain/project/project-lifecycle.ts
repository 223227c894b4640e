/** What each stage allows; the only place that says so. */
import { DomainError } from '../domain-error';

export const STAGES = [
  'draft',
  'screening',
  'correction',
  'review',
  'decision',
  'waitlisted',
  'notice',
  'signing',
  'implementation',
  'evaluation',
  'closeout',
  'closed',
  'rejected',
  'withdrawn',
  'declined',
  'terminated',
] as const;
export type Stage = (typeof STAGES)[number];

/** From a stage, by an action, to the stages it may lead to; the stage itself where the action keeps it. */
const TRANSITIONS = {
  draft: { submit: ['screening'] },
  screening: {
    screen: ['review', 'decision', 'correction', 'rejected'],
    withdraw: ['withdrawn'],
    terminate: ['terminated'],
  },
  correction: {
    submit: ['screening'],
    withdraw: ['withdrawn'],
    passDeadline: ['rejected', 'correction'],
    extend: ['correction'],
    terminate: ['terminated'],
  },
  review: {
    assignPanel: ['review'],
    replaceReviewer: ['review'],
    declareConflict: ['review'],
    submitScores: ['review', 'decision'],
    reopenAssessment: ['review'],
    passDeadline: ['review', 'decision'],
    extend: ['review'],
    withdraw: ['withdrawn'],
    terminate: ['terminated'],
  },
  decision: {
    applyDecision: ['notice', 'waitlisted', 'rejected'],
    withdraw: ['withdrawn'],
    terminate: ['terminated'],
  },
  waitlisted: {
    promote: ['notice'],
    releaseWaitlist: ['rejected'],
    withdraw: ['withdrawn'],
    terminate: ['terminated'],
  },
  notice: {
    fileObjection: ['notice'],
    answerObjection: ['notice', 'signing', 'rejected'],
    passDeadline: ['notice', 'signing'],
    decline: ['declined'],
    withdraw: ['withdrawn'],
    extend: ['notice'],
    terminate: ['terminated'],
  },
  signing: {
    drawUpAgreement: ['signing'],
    sign: ['signing', 'implementation'],
    decline: ['declined'],
    passDeadline: ['declined'],
    withdraw: ['withdrawn'],
    extend: ['signing'],
    terminate: ['terminated'],
  },
  implementation: {
    reportMilestone: ['implementation'],
    reviewMilestone: ['implementation', 'evaluation', 'closeout'],
    passDeadline: ['implementation'],
    settlePayment: ['implementation', 'closeout'],
    cancelPayment: ['implementation'],
    recordActivity: ['implementation'],
    noteSupervision: ['implementation'],
    requestAmendment: ['implementation'],
    decideAmendment: ['implementation'],
    extend: ['implementation'],
    recordReturn: ['implementation'],
    terminate: ['terminated'],
  },
  evaluation: {
    reportEvaluation: ['evaluation'],
    assignPanel: ['evaluation'],
    replaceReviewer: ['evaluation'],
    declareConflict: ['evaluation'],
    submitScores: ['evaluation', 'implementation', 'closeout'],
    reopenAssessment: ['evaluation'],
    passDeadline: ['evaluation', 'implementation', 'closeout'],
    settlePayment: ['evaluation'],
    cancelPayment: ['evaluation'],
    recordActivity: ['evaluation'],
    noteSupervision: ['evaluation'],
    extend: ['evaluation'],
    recordReturn: ['evaluation'],
    terminate: ['terminated'],
  },
  closeout: {
    stateAudit: ['closeout', 'closed'],
    passDeadline: ['closeout'],
    settlePayment: ['closeout', 'closed'],
    cancelPayment: ['closeout'],
    noteSupervision: ['closeout'],
    extend: ['closeout'],
    recordReturn: ['closeout', 'closed'],
    terminate: ['terminated'],
  },
  closed: {},
  rejected: {},
  withdrawn: {},
  declined: {},
  terminated: {
    settlePayment: ['terminated'],
    cancelPayment: ['terminated'],
    recordReturn: ['terminated'],
  },
} as const satisfies Record<Stage, Record<string, readonly Stage[]>>;

/** Actions that belong to no single stage: they stop and start the clocks, or are what a clock says. */
const WHILE_RUNNING = ['suspend', 'resume', 'remind', 'adoptCalendar'] as const;
/**
 * What still goes on while a project is suspended: money under way, what peers have decided (a promotion that was
 * refused would leave its money reserved for nobody), objections, and the way out.
 */
const WHILE_SUSPENDED = [
  'resume',
  'terminate',
  'settlePayment',
  'cancelPayment',
  'recordReturn',
  'fileObjection',
  'assignPanel',
  'replaceReviewer',
  'applyDecision',
  'promote',
  'releaseWaitlist',
  'drawUpAgreement',
  'adoptCalendar',
];

const ENDED: readonly Stage[] = ['closed', 'rejected', 'withdrawn', 'declined', 'terminated'];
const MACHINE_ACTIONS = [
  'passDeadline',
  'remind',
  'adoptCalendar',
  'assignPanel',
  'replaceReviewer',
  'applyDecision',
  'promote',
  'releaseWaitlist',
  'drawUpAgreement',
  'settlePayment',
  'cancelPayment',
];

export const isEnded = (stage: Stage): boolean => ENDED.includes(stage);

function actionsOf(stage: Stage): string[] {
  const running = stage === 'draft' || isEnded(stage) ? [] : WHILE_RUNNING;
  return [...Object.keys(TRANSITIONS[stage]), ...running];
}

/** What people (not timers or peers) may do in a stage, in the table's order. */
export function allowedActions(stage: Stage, suspended: boolean): string[] {
  return actionsOf(stage).filter(
    (action) =>
      !MACHINE_ACTIONS.includes(action) &&
      (suspended ? WHILE_SUSPENDED.includes(action) : action !== 'resume'),
  );
}

/** Refuses an action that the stage does not allow, and says what it allows instead. */
export function assertAllowed(stage: Stage, suspended: boolean, action: string): void {
  if (suspended && !WHILE_SUSPENDED.includes(action))
    throw new DomainError('PROJECT_SUSPENDED', { stage, action, allowed: allowedActions(stage, true) });
  if (!suspended && action === 'resume') throw refusal(stage, action);
  if (!actionsOf(stage).includes(action)) throw refusal(stage, action);
}

const refusal = (stage: Stage, action: string): DomainError =>
  new DomainError('ACTION_NOT_ALLOWED', { stage, action, allowed: allowedActions(stage, false) });

/** Every stage a stage may lead to, whatever the action. A move outside this set is a fault of ours, never of a caller. */
export function nextStages(stage: Stage): Set<Stage> {
  const table: Record<string, readonly Stage[]> = TRANSITIONS[stage];
  return new Set([stage, ...Object.values(table).flat()]);
}
