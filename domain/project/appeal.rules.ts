import { DomainError } from '../domain-error';
import { reopenFailed } from './assessment.rules';
import type { Appeal, ProjectState } from './project.state';
import type { Consequence, ProjectDeciders, ProjectEvolvers } from './project.vocabulary';
import { moveTo, withDeadline, withoutDeadline } from './stage-moves';

/** Until when an organisation may appeal against the end of its project. */
const TERM = 'appeal';
const ENDINGS: Partial<Record<ProjectState['stage'], Appeal['against']>> = {
  rejected: 'rejection',
  terminated: 'termination',
};
const answerKey = (appealId: string): string => `appealAnswer:${appealId}`;

export const appealsOf = (state: ProjectState): Appeal[] => state.appeals ?? [];
export const openAppeals = (state: ProjectState): Appeal[] =>
  appealsOf(state).filter(({ outcome }) => outcome === undefined);

const failedStage = ({ stage, assessments }: ProjectState): string | undefined =>
  stage === 'evaluation' ? assessments.find(({ status }) => status === 'failed')?.stageKey : undefined;

/** What there is to appeal against now: an end whose term still runs, or an evaluation that stands failed; once each. */
export function appealable(state: ProjectState): Appeal['against'] | null {
  if (openAppeals(state).length > 0) return null;
  if (state.deadlines.some(({ key }) => key === TERM)) return ENDINGS[state.stage] ?? null;
  const stageKey = failedStage(state);
  if (stageKey === undefined) return null;
  const attempt = state.assessments.find((each) => each.stageKey === stageKey)?.attempt;
  const isHeard = appealsOf(state).some((each) => each.stageKey === stageKey && each.attempt === attempt);
  return isHeard ? null : 'evaluation';
}

/** A workflow that has ended hears no appeal: it stays until the term is over and whoever appealed is answered. */
export const awaitsAppeal = (state: ProjectState): boolean =>
  openAppeals(state).length > 0 || state.deadlines.some(({ key }) => key === TERM);

/** Rejected at the screening, and the round still takes projects: then it can be screened again. */
const isBackToScreening = (state: ProjectState, mayReopen: boolean): boolean =>
  state.stage === 'rejected' && mayReopen && state.assessments.length === 0 && state.decision === null;

export const decideAppeal: ProjectDeciders = {
  fileAppeal: (state, { appealId, reason }, context) => {
    const against = appealable(state);
    const terms = context.definition.appeal;
    if (!against || !terms) throw new DomainError('APPEAL_TERM_OVER');
    const answerBy = context.deadline(answerKey(appealId), terms.answerWithin);
    const stageKey = failedStage(state);
    return [
      {
        type: 'appealFiled',
        data: { appealId, against, reason, answerBy, ...(stageKey === undefined ? {} : { stageKey }) },
      },
    ];
  },
  decideAppeal: (state, { appealId, outcome, reason, mayReopen }, context) => {
    const appeal = appealsOf(state).find((candidate) => candidate.appealId === appealId);
    if (!appeal) throw new DomainError('APPEAL_UNKNOWN');
    if (appeal.outcome) throw new DomainError('APPEAL_DECIDED');
    const decided = { type: 'appealDecided', data: { appealId, outcome, reason } } as const;
    if (outcome === 'dismissed') return [decided];
    if (isBackToScreening(state, mayReopen))
      return [decided, { type: 'screeningReopened', data: { appealId } }];
    const stageKey = failedStage(state);
    const isStillFailed = stageKey !== undefined && stageKey === appeal.stageKey;
    return isStillFailed ? [decided, reopenFailed(stageKey, reason, context)] : [decided];
  },
};

/** The term begins when the project is rejected or terminated, once for each such end. */
export const openAppealTerm: Consequence = (state, context) => {
  const terms = context.definition.appeal;
  if (!terms || !ENDINGS[state.stage] || state.appealTermSince === state.stageSince) return [];
  return [{ type: 'appealTermBegun', data: { until: context.period(TERM, terms.within) } }];
};

export const evolveAppeal: ProjectEvolvers = {
  appealTermBegun: (state, { until }) => ({
    ...withDeadline(state, until),
    appealTermSince: state.stageSince,
  }),
  appealFiled: (state, { appealId, against, reason, answerBy, stageKey }, { at }) => {
    const attempt = state.assessments.find((each) => each.stageKey === stageKey)?.attempt;
    const appeal: Appeal = {
      appealId,
      against,
      reason,
      filedAt: at,
      answerDueAt: answerBy.dueAt,
      ...(stageKey === undefined ? {} : { stageKey }),
      ...(attempt === undefined ? {} : { attempt }),
    };
    return {
      ...withDeadline(withoutDeadline(state, TERM), answerBy),
      appeals: [...appealsOf(state), appeal],
    };
  },
  appealDecided: (state, { appealId, outcome, reason }) => ({
    ...withoutDeadline(state, answerKey(appealId)),
    appeals: appealsOf(state).map((appeal) =>
      appeal.appealId === appealId ? { ...appeal, outcome, answer: reason } : appeal,
    ),
  }),
  screeningReopened: (state, _data, { at }) => ({ ...moveTo(state, 'screening', at), endReason: null }),
};
