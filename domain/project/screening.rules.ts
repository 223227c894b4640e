import { rankingScore } from './assessment.rules';
import { DomainError } from '../domain-error';
import type {
  Consequence,
  ProjectCommands,
  ProjectContext,
  ProjectDeciders,
  ProjectEvolvers,
} from './project.vocabulary';
import type { ProjectState } from './project.state';
import { endAs, moveTo } from './stage-moves';

function assertChecklist(payload: ProjectCommands['screen'], context: ProjectContext): void {
  const known = context.definition.screening.checklist.map(({ key }) => key);
  const unknown = Object.keys(payload.checklist).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new DomainError('CHECKLIST_UNKNOWN', { keys: unknown });
  const missing = known.filter((key) => payload.checklist[key] !== true);
  if (payload.outcome === 'pass' && missing.length > 0)
    throw new DomainError('CHECKLIST_INCOMPLETE', { missing });
}

function assertReasons(
  state: ProjectState,
  payload: ProjectCommands['screen'],
  context: ProjectContext,
): void {
  if (payload.outcome !== 'pass' && payload.reasons === '') throw new DomainError('REASONS_REQUIRED');
  const limit = context.definition.screening.corrections;
  if (payload.outcome === 'return' && state.correctionsUsed >= limit)
    throw new DomainError('CORRECTIONS_USED_UP', { limit });
}

export const decideScreening: ProjectDeciders = {
  screen: (state, payload, context) => {
    assertChecklist(payload, context);
    assertReasons(state, payload, context);
    const correctBy =
      payload.outcome === 'return'
        ? context.deadline('correction', context.definition.screening.correctionWithin)
        : null;
    return [{ type: 'screened', data: { ...payload, correctBy } }];
  },
};

export const evolveScreening: ProjectEvolvers = {
  screened: (state, { outcome, reasons, correctBy }, { at }) => {
    const screened = { ...state, screening: { outcome, reasons, at } };
    if (outcome === 'reject') return endAs(screened, 'rejected', at, reasons);
    if (outcome === 'return') return moveTo(screened, 'correction', at, correctBy ? [correctBy] : []);
    return moveTo(screened, 'review', at);
  },
  correctionMissed: (state, { reason }, { at }) => endAs(state, 'rejected', at, reason),
};

/** A passed project goes to the first review it has not had, and from the last to the decision. */
export const openNextReview: Consequence = (state, context) => {
  if (state.stage !== 'review') return [];
  if (state.assessments.some(({ status }) => status !== 'concluded')) return [];
  const next = context.definition.reviews[state.assessments.length];
  if (next)
    return [{ type: 'assessmentOpened', data: { stageKey: next.key, kind: 'review', reportBy: null } }];
  return [{ type: 'reviewsCompleted', data: { score: rankingScore(state, context) } }];
};
