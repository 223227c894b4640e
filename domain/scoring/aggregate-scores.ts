import type { ScoringDefinition } from '../../contracts/programme';
import { DomainError } from '../domain-error';
import { roundPoints, sumMicro, toMicro } from './decimal';

export type AggregateMethod = ScoringDefinition['method'];

export interface AggregateScore {
  score: number;
  /** Whether the highest and the lowest score were in fact left out. */
  trimmed: boolean;
}

/** With fewer scores than this a trimmed mean would rest on two of them or less, so all of them count. */
const LEAST_TO_TRIM = 5;

const ascending = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);

/** The scores that count: for a median the one or two in the middle, for a trimmed mean all but the two at the ends. */
function countedScores(sorted: readonly bigint[], method: AggregateMethod): readonly bigint[] {
  const last = sorted.length - 1;
  if (method === 'median') return sorted.slice(Math.floor(last / 2), Math.ceil(last / 2) + 1);
  return method === 'trimmedMean' && sorted.length >= LEAST_TO_TRIM ? sorted.slice(1, -1) : sorted;
}

/**
 * Makes one score of several: the mean of those that count, rounded half up to so many decimals, exactly as on paper.
 * A trimmed mean leaves out one highest and one lowest (a city's rule for five judges) and below five scores is the
 * plain mean, with `trimmed` false. Throws SCORES_INVALID when there is no score.
 */
export function aggregate(
  values: readonly number[],
  method: AggregateMethod,
  decimals: number,
): AggregateScore {
  if (values.length === 0) throw new DomainError('SCORES_INVALID', { faults: ['none'] });
  const counted = countedScores(values.map(toMicro).sort(ascending), method);
  return {
    score: roundPoints(sumMicro(counted), BigInt(counted.length), decimals),
    trimmed: method === 'trimmedMean' && counted.length < values.length,
  };
}
