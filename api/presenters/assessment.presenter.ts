import type { Actor } from '../../contracts/fact';
import type { AssessmentReply } from '../../contracts/project-reply';
import type { Assessment, Seat } from '../../domain/project/project.state';

interface ScoreDraft {
  scores: Record<string, number>;
  comment: string;
  recommendation: string;
}

export const isConcluded = (assessment: Assessment): boolean =>
  ['concluded', 'failed'].includes(assessment.status);

const OUTSIDERS = ['applicant', 'host'];

/** What a review gave is the panel's and the house's business until the round is decided; of an evaluation the grantee learns at once. */
const isEarly = (actor: Actor, { kind }: Assessment, isDecided: boolean): boolean =>
  kind === 'review' && !isDecided && actor.roles.every((role) => OUTSIDERS.includes(role));

/** Until a panel concludes, nobody sees scores but a reviewer their own; afterwards reviewers see their own, others all. */
function maySeeScores(seat: Seat, actor: Actor, sealed: boolean): boolean {
  if (seat.reviewerId === actor.userId) return true;
  const onlyReviews = actor.roles.every((role) => role === 'reviewer');
  return !sealed && !onlyReviews;
}

/** Reviewers' names are published, who gave which score is not the applicant's to know: they see points and comments. */
const seatName = (seat: Seat, index: number, actor: Actor): string =>
  actor.roles.every((role) => role === 'applicant') ? `reviewer-${index + 1}` : seat.reviewerId;

function presentSeat(seat: Seat, index: number, actor: Actor, open: boolean) {
  return {
    reviewerId: seatName(seat, index, actor),
    status: seat.status,
    ...(open && seat.scores
      ? { scores: seat.scores, total: seat.total, comment: seat.comment, recommendation: seat.recommendation }
      : {}),
  };
}

function presentResult({ result }: Assessment, actor: Actor): AssessmentReply['result'] {
  if (!result) return null;
  const anonymous = actor.roles.every((role) => role === 'applicant');
  const raw = result.raw.map(({ reviewerId, total }, index) => ({
    reviewerId: anonymous ? `reviewer-${index + 1}` : reviewerId,
    total,
  }));
  return { ...result, raw, grade: result.grade ?? null };
}

/** A review or an evaluation as this reader may see it. */
export function presentAssessment(
  assessment: Assessment,
  actor: Actor,
  draft: ScoreDraft | null,
  isDecided: boolean,
): AssessmentReply {
  const sealed = !isConcluded(assessment) || isEarly(actor, assessment, isDecided);
  return {
    stageKey: assessment.stageKey,
    kind: assessment.kind,
    status: assessment.status,
    attempt: assessment.attempt,
    sealed,
    seats: assessment.seats.map((seat, index) =>
      presentSeat(seat, index, actor, maySeeScores(seat, actor, sealed)),
    ),
    report: assessment.report ?? null,
    draft,
    result: sealed ? null : presentResult(assessment, actor),
  };
}
