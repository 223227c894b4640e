import type { EvaluationDefinition, ScoringDefinition } from '../../contracts/programme';
import { DomainError } from '../domain-error';
import { aggregate } from './aggregate-scores';
import { multiplyMicro, roundPoints, sumMicro, toMicro } from './decimal';

export interface ReviewerScore {
  reviewerId: string;
  total: number;
  /** Points by criterion. */
  scores: Readonly<Record<string, number>>;
}

/** What a panel's scores come to; the raw totals stay beside the result. */
export interface PanelScore {
  score: number;
  method: string;
  trimmed: boolean;
  raw: { reviewerId: string; total: number }[];
  /** Mean points of each criterion over all reviewers, for ties and for the applicant to read. */
  byCriterion: Record<string, number>;
  passed: boolean;
  grade?: string;
}

export type Grades = EvaluationDefinition['grades'];
type Conclusion = Pick<ScoringDefinition, 'method' | 'decimals' | 'rubric'> & {
  pass: number;
  grades: Grades;
};

/** The highest grade whose `from` the score reaches, in whatever order they are given; none below the lowest. */
export function gradeOf(score: number, grades: Readonly<Grades>): string | undefined {
  const reached = grades.filter(({ from }) => score >= from);
  return reached.sort((left, right) => right.from - left.from)[0]?.grade;
}

function meansByCriterion(
  submissions: readonly ReviewerScore[],
  { rubric, decimals }: Conclusion,
): Record<string, number> {
  const meanOf = (key: string): number =>
    aggregate(
      submissions.map(({ scores }) => scores[key] ?? 0),
      'mean',
      decimals,
    ).score;
  return Object.fromEntries(rubric.map(({ key }) => [key, meanOf(key)]));
}

/** Makes one score of a panel's submitted scores, with its pass mark and grade. Throws SCORES_INVALID for none. */
export function concludeScores(submissions: readonly ReviewerScore[], conclusion: Conclusion): PanelScore {
  const { method, decimals, pass, grades } = conclusion;
  const raw = submissions.map(({ reviewerId, total }) => ({ reviewerId, total }));
  const { score, trimmed } = aggregate(
    raw.map(({ total }) => total),
    method,
    decimals,
  );
  const grade = gradeOf(score, grades);
  const byCriterion = meansByCriterion(submissions, conclusion);
  return {
    score,
    method,
    trimmed,
    raw,
    byCriterion,
    passed: score >= pass,
    ...(grade === undefined ? {} : { grade }),
  };
}

export interface WeightedPart {
  score: number;
  weight: number;
  decimals: number;
}

/** The weighted mean of several panels' scores, rounded half up to the most decimals any of them has. */
export function combineScores(parts: readonly WeightedPart[]): number {
  const weights = sumMicro(parts.map(({ weight }) => toMicro(weight)));
  if (weights <= 0n) throw new DomainError('SCORES_INVALID', { faults: ['none'] });
  const weighted = sumMicro(parts.map(({ score, weight }) => multiplyMicro(toMicro(score), toMicro(weight))));
  const decimals = Math.max(...parts.map((part) => part.decimals));
  return roundPoints(weighted * toMicro(1), weights, decimals);
}
