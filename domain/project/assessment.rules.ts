import type { ScoringDefinition } from '../../contracts/programme';
import { DomainError } from '../domain-error';
import { combineScores, concludeScores } from '../scoring/panel-score';
import { scoreFaults, weightedScore } from '../scoring/weighted-score';
import type {
  Consequence,
  ProjectCommands,
  ProjectContext,
  ProjectDeciders,
  ProjectEvolvers,
  ProjectFact,
} from './project.vocabulary';
import type { Assessment, ProjectState, Seat } from './project.state';
import { moveTo, withDeadline, withoutDeadline } from './stage-moves';

const scoreDeadlineKey = (stageKey: string): string => `review:${stageKey}`;
const reportDeadlineKey = (stageKey: string): string => `report:${stageKey}`;

const isRecused = ({ status }: Seat): boolean => status === 'recused';
const activeSeats = (assessment: Assessment): Seat[] => assessment.seats.filter((seat) => !isRecused(seat));
const submittedSeats = (assessment: Assessment): Seat[] =>
  assessment.seats.filter(({ status }) => status === 'submitted');

function scoringOf(context: ProjectContext, stageKey: string): ScoringDefinition {
  const stages = [...context.definition.reviews, ...context.definition.evaluations];
  const scoring = stages.find(({ key }) => key === stageKey);
  if (!scoring) throw new DomainError('STAGE_UNKNOWN', { stageKey, known: stages.map(({ key }) => key) });
  return scoring;
}

function openAssessment(state: ProjectState, stageKey: string): Assessment {
  const assessment = state.assessments.find((candidate) => candidate.stageKey === stageKey);
  if (assessment?.status !== 'open') throw new DomainError('REVIEW_NOT_OPEN', { stageKey });
  return assessment;
}

function seatOf(assessment: Assessment, reviewerId: string): Seat {
  const seat = assessment.seats.find((candidate) => candidate.reviewerId === reviewerId);
  if (!seat) throw new DomainError('NOT_ON_PANEL');
  if (seat.status === 'recused') throw new DomainError('CONFLICT_OF_INTEREST');
  return seat;
}

const newSeat = (reviewerId: string, replaces?: string): Seat => ({
  reviewerId,
  status: 'invited',
  ...(replaces === undefined ? {} : { replaces }),
});

/** Whoever has declared a conflict with the project, at whatever stage, sits on none of its panels: a reserve does. */
function seatPanel(
  state: ProjectState,
  { reviewerIds, reserveIds }: ProjectCommands['assignPanel'],
): { seats: Seat[]; reserves: string[] } {
  const recused = state.assessments.flatMap(({ seats }) =>
    seats.filter(isRecused).map(({ reviewerId }) => reviewerId),
  );
  const able = reviewerIds.filter((reviewerId) => !recused.includes(reviewerId));
  const reserves = reserveIds.filter((reviewerId) => !recused.includes(reviewerId));
  const needed = reviewerIds.length - able.length;
  return {
    seats: [...able, ...reserves.slice(0, needed)].map((reviewerId) => newSeat(reviewerId)),
    reserves: reserves.slice(needed),
  };
}

/** A conflict may be found late, also after a declaration of none; scores that are in stay in. */
function assertMayDeclare(seat: Seat, conflict: boolean, reason: string | undefined): void {
  if (seat.status === 'submitted') throw new DomainError('SCORES_ALREADY_SUBMITTED');
  if (seat.status === 'declared' && !conflict) throw new DomainError('ALREADY_DECLARED');
  if (conflict && !reason) throw new DomainError('REASONS_REQUIRED');
}

/** A failed evaluation begins again with a report. */
export function reopenFailed(stageKey: string, reason: string, context: ProjectContext): ProjectFact {
  const definition = context.definition.evaluations.find(({ key }) => key === stageKey);
  const within = definition?.reportWithin ?? scoringOf(context, stageKey).within;
  const scoreBy = context.deadline(reportDeadlineKey(stageKey), within);
  return { type: 'assessmentReopened', data: { stageKey, reason, status: 'reporting', scoreBy } };
}

export const decideAssessment: ProjectDeciders = {
  assignPanel: (state, payload, context) => {
    const assessment = state.assessments.find(({ stageKey }) => stageKey === payload.stageKey);
    // A panel that comes before its stage, or a second time, is answered by the look-up when the stage opens.
    if (!assessment || !['waiting', 'void'].includes(assessment.status)) return [];
    const scoring = scoringOf(context, payload.stageKey);
    const { seats, reserves } = seatPanel(state, payload);
    const scoreBy = context.deadline(scoreDeadlineKey(payload.stageKey), scoring.within);
    const { stageKey, panelId, chairId } = payload;
    return [{ type: 'panelAssigned', data: { stageKey, panelId, chairId, seats, reserves, scoreBy } }];
  },

  declareConflict: (state, { stageKey, conflict, reason }, { actor }) => {
    const assessment = openAssessment(state, stageKey);
    const seat = seatOf(assessment, actor.userId);
    assertMayDeclare(seat, conflict, reason);
    const declared: ProjectFact = {
      type: 'conflictDeclared',
      data: { stageKey, reviewerId: actor.userId, conflict, reason: reason ?? '' },
    };
    const reserve = assessment.reserves[0];
    if (!conflict || reserve === undefined) return [declared];
    return [
      declared,
      { type: 'reserveSeated', data: { stageKey, reviewerId: reserve, replaces: actor.userId } },
    ];
  },

  replaceReviewer: (state, { stageKey, memberId, substituteId }) => {
    const assessment = state.assessments.find((candidate) => candidate.stageKey === stageKey);
    const seat = assessment?.seats.find(({ reviewerId }) => reviewerId === memberId);
    const alreadySits = assessment?.seats.some(({ reviewerId }) => reviewerId === substituteId);
    if (assessment?.status !== 'open' || !seat || seat.status === 'submitted' || alreadySits) return [];
    const reason = 'replaced by the manager';
    return [
      { type: 'conflictDeclared', data: { stageKey, reviewerId: memberId, conflict: true, reason } },
      { type: 'reserveSeated', data: { stageKey, reviewerId: substituteId, replaces: memberId } },
    ];
  },

  submitScores: (state, { stageKey, scores, comment, recommendation }, context) => {
    const assessment = openAssessment(state, stageKey);
    const { status } = seatOf(assessment, context.actor.userId);
    if (status === 'submitted') throw new DomainError('SCORES_ALREADY_SUBMITTED');
    if (status !== 'declared') throw new DomainError('DECLARATION_REQUIRED');
    const { rubric } = scoringOf(context, stageKey);
    const faults = scoreFaults(scores, rubric);
    if (faults.length > 0) throw new DomainError('SCORES_INVALID', { faults });
    const total = weightedScore(scores, rubric);
    const reviewerId = context.actor.userId;
    return [
      { type: 'scoresSubmitted', data: { stageKey, reviewerId, scores, total, comment, recommendation } },
    ];
  },

  reopenAssessment: (state, { stageKey, reason }, context) => {
    const assessment = state.assessments.find((candidate) => candidate.stageKey === stageKey);
    if (!assessment || !['void', 'failed'].includes(assessment.status))
      throw new DomainError('REVIEW_NOT_OPEN', { stageKey });
    if (assessment.status === 'failed') return [reopenFailed(stageKey, reason, context)];
    const enough = activeSeats(assessment).length >= scoringOf(context, stageKey).quorum;
    const scoreBy = enough
      ? context.deadline(scoreDeadlineKey(stageKey), scoringOf(context, stageKey).within)
      : null;
    return [
      {
        type: 'assessmentReopened',
        data: { stageKey, reason, status: enough ? 'open' : 'waiting', scoreBy },
      },
    ];
  },
};

/** When every seat has scored, or the deadline passed with a quorum, the scores become one; the seal is lifted. */
export const concludeAssessment: Consequence = (state, context) => {
  const assessment = state.assessments.find(({ status }) => status === 'open');
  if (!assessment) return [];
  const { stageKey } = assessment;
  const scoring = scoringOf(context, stageKey);
  const submitted = submittedSeats(assessment);
  const timeIsUp = !state.deadlines.some(({ key }) => key === scoreDeadlineKey(stageKey));
  const complete = submitted.length === activeSeats(assessment).length;
  if (!timeIsUp && !complete) return [];
  if (submitted.length < scoring.quorum)
    return [
      { type: 'assessmentVoided', data: { stageKey, submitted: submitted.length, quorum: scoring.quorum } },
    ];
  return [
    { type: 'assessmentConcluded', data: { stageKey, result: resultOf(submitted, stageKey, context) } },
  ];
};

function resultOf(submitted: Seat[], stageKey: string, context: ProjectContext) {
  const scoring = scoringOf(context, stageKey);
  const evaluation = context.definition.evaluations.find(({ key }) => key === stageKey);
  return concludeScores(
    submitted.map(({ reviewerId, total, scores }) => ({
      reviewerId,
      total: total ?? 0,
      scores: scores ?? {},
    })),
    { ...scoring, pass: evaluation?.pass ?? 0, grades: evaluation?.grades ?? [] },
  );
}

/** The score that ranks: every review's score by its weight. */
export function rankingScore(state: ProjectState, context: ProjectContext): number | null {
  const parts = context.definition.reviews.flatMap(({ key, weight, decimals }) => {
    const score = state.assessments.find(({ stageKey }) => stageKey === key)?.result?.score;
    return score === undefined ? [] : [{ score, weight, decimals }];
  });
  return parts.length === 0 ? null : combineScores(parts);
}

function change(
  state: ProjectState,
  stageKey: string,
  update: (assessment: Assessment) => Assessment,
): ProjectState {
  return {
    ...state,
    assessments: state.assessments.map((assessment) =>
      assessment.stageKey === stageKey ? update(assessment) : assessment,
    ),
  };
}

const changeSeat = (assessment: Assessment, reviewerId: string, seat: Partial<Seat>): Assessment => ({
  ...assessment,
  seats: assessment.seats.map((candidate) =>
    candidate.reviewerId === reviewerId ? { ...candidate, ...seat } : candidate,
  ),
});

export const evolveAssessment: ProjectEvolvers = {
  assessmentOpened: (state, { stageKey, kind, reportBy }, { at }) => {
    const status = kind === 'evaluation' ? 'reporting' : 'waiting';
    const opened: Assessment = { stageKey, kind, status, attempt: 1, seats: [], reserves: [] };
    const moved = kind === 'evaluation' ? moveTo(state, 'evaluation', at, reportBy ? [reportBy] : []) : state;
    return { ...moved, assessments: [...state.assessments, opened] };
  },
  panelAssigned: (state, { stageKey, panelId, chairId, seats, reserves, scoreBy }) =>
    withDeadline(
      change(state, stageKey, (assessment) => ({
        ...assessment,
        status: 'open',
        panelId,
        chairId,
        // A conflict outlasts the panel it was declared on.
        seats: [...assessment.seats.filter(isRecused), ...seats],
        reserves,
      })),
      scoreBy,
    ),
  conflictDeclared: (state, { stageKey, reviewerId, conflict }) =>
    change(state, stageKey, (assessment) =>
      changeSeat(assessment, reviewerId, { status: conflict ? 'recused' : 'declared' }),
    ),
  reserveSeated: (state, { stageKey, reviewerId, replaces }) =>
    change(state, stageKey, (assessment) => ({
      ...assessment,
      seats: [...assessment.seats, newSeat(reviewerId, replaces)],
      reserves: assessment.reserves.filter((reserve) => reserve !== reviewerId),
    })),
  scoresSubmitted: (state, { stageKey, reviewerId, ...scored }) =>
    change(state, stageKey, (assessment) =>
      changeSeat(assessment, reviewerId, { status: 'submitted', ...scored }),
    ),
  assessmentVoided: (state, { stageKey }) =>
    withoutDeadline(
      change(state, stageKey, (assessment) => ({ ...assessment, status: 'void' })),
      scoreDeadlineKey(stageKey),
    ),
  assessmentReopened: (state, { stageKey, status, scoreBy }) => {
    const reopened = change(state, stageKey, ({ result: _result, report: _report, ...assessment }) => ({
      ...assessment,
      status,
      attempt: assessment.attempt + 1,
      seats: status === 'open' ? assessment.seats : assessment.seats.filter(isRecused),
    }));
    return scoreBy ? withDeadline(reopened, scoreBy) : reopened;
  },
  assessmentConcluded: (state, { stageKey, result }) =>
    withoutDeadline(
      change(state, stageKey, (assessment) => ({
        ...assessment,
        status: assessment.kind === 'evaluation' && !result.passed ? 'failed' : 'concluded',
        result,
      })),
      scoreDeadlineKey(stageKey),
    ),
  evaluationFailed: (state, { stageKey }) =>
    withoutDeadline(
      change(state, stageKey, (assessment) => ({ ...assessment, status: 'failed' })),
      reportDeadlineKey(stageKey),
    ),
  evaluationReported: (state, { stageKey, narrative, documentSha256 }, { at }) =>
    withoutDeadline(
      change(state, stageKey, (assessment) => ({
        ...assessment,
        status: 'waiting',
        report: { narrative, at, ...(documentSha256 === undefined ? {} : { documentSha256 }) },
      })),
      reportDeadlineKey(stageKey),
    ),
  reviewsCompleted: (state, { score }, { at }) => ({ ...moveTo(state, 'decision', at), score }),
};
