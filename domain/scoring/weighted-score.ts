import type { ScoringDefinition } from '../../contracts/programme';
import { DomainError } from '../domain-error';
import { multiplyMicro, sumMicro, toMicro, toPoints } from './decimal';

type Rubric = readonly Pick<ScoringDefinition['rubric'][number], 'key' | 'max' | 'weight'>[];

/** Points as people give them: not finer than a hundredth. */
const isHundredths = (points: number): boolean => toMicro(points) % 10_000n === 0n;

function faultOf(points: number | undefined, max: number): string | undefined {
  if (points === undefined) return 'missing';
  if (!Number.isFinite(points) || points < 0) return 'below';
  if (points > max) return 'above';
  return isHundredths(points) ? undefined : 'decimals';
}

const pointsOf = (scores: Readonly<Record<string, number>>, key: string): number | undefined =>
  Object.hasOwn(scores, key) ? scores[key] : undefined;

/**
 * What is wrong with the points given by a rubric, as `missing:KEY`, `below:KEY` (under 0), `above:KEY` (over the
 * criterion's maximum), `decimals:KEY` (more than two) or `unknown:KEY`; empty when all is well.
 */
export function scoreFaults(scores: Readonly<Record<string, number>>, rubric: Rubric): string[] {
  const known = new Set(rubric.map(({ key }) => key));
  const faults = rubric.flatMap(({ key, max }) => {
    const fault = faultOf(pointsOf(scores, key), max);
    return fault === undefined ? [] : [`${fault}:${key}`];
  });
  return [
    ...faults,
    ...Object.keys(scores)
      .filter((key) => !known.has(key))
      .map((key) => `unknown:${key}`),
  ];
}

/**
 * The total of one reviewer's points: Σ points × weight, exact to a millionth of a point. It may pass 100 where the
 * rubric's maxima do. Throws SCORES_INVALID with the faults when the points do not fit the rubric.
 */
export function weightedScore(scores: Readonly<Record<string, number>>, rubric: Rubric): number {
  const faults = scoreFaults(scores, rubric);
  if (faults.length > 0) throw new DomainError('SCORES_INVALID', { faults });
  return toPoints(
    sumMicro(
      rubric.map(({ key, weight }) => multiplyMicro(toMicro(pointsOf(scores, key) ?? 0), toMicro(weight))),
    ),
  );
}
