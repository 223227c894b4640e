import { sumMicro, toMicro } from './decimal';

export type NormalisationMethod = 'none' | 'zScore' | 'meanShift';

export interface RawScore {
  reviewerId: string;
  projectId: string;
  total: number;
}

/** The raw score stays beside the adjusted one, always. */
export interface NormalisedScore extends RawScore {
  adjusted: number;
}

export interface NormalisationWarning {
  reviewerId: string;
  /** `fewScores`: under five, so mean and spread say little. `noSpread`: all scores equal, so each became the mean. */
  reason: 'fewScores' | 'noSpread';
}

export interface Normalisation {
  scores: NormalisedScore[];
  warnings: NormalisationWarning[];
}

interface Spread {
  count: number;
  mean: number;
  /** Population standard deviation. */
  deviation: number;
}

/** Below this a reviewer's own mean and spread are chance rather than habit. */
const LEAST_FOR_SPREAD = 5;

/** Mean and spread from exact sums, so that the order of the scores cannot change the last digit. */
function spreadOf(totals: readonly number[]): Spread {
  const micro = totals.map(toMicro);
  const count = BigInt(micro.length);
  const sum = sumMicro(micro);
  const variance = count * sumMicro(micro.map((value) => value * value)) - sum * sum;
  const unit = Number(toMicro(1)) * totals.length;
  return { count: totals.length, mean: Number(sum) / unit, deviation: Math.sqrt(Number(variance)) / unit };
}

function adjust(total: number, own: Spread, all: Spread, method: NormalisationMethod): number {
  if (method === 'none') return total;
  if (method === 'meanShift') return total - own.mean + all.mean;
  return own.deviation === 0 ? all.mean : all.mean + ((total - own.mean) / own.deviation) * all.deviation;
}

function groupByReviewer(scores: readonly RawScore[]): Map<string, number[]> {
  const totals = new Map<string, number[]>();
  for (const { reviewerId, total } of scores)
    totals.set(reviewerId, [...(totals.get(reviewerId) ?? []), total]);
  return totals;
}

function warningsOf(reviewerId: string, { count, deviation }: Spread): NormalisationWarning[] {
  const warnings: NormalisationWarning[] = [];
  if (count < LEAST_FOR_SPREAD) warnings.push({ reviewerId, reason: 'fewScores' });
  if (deviation === 0) warnings.push({ reviewerId, reason: 'noSpread' });
  return warnings;
}

/**
 * Takes out what makes one reviewer stricter than another. `meanShift` moves each reviewer's scores so that their mean
 * is the mean of all; `zScore` gives them the spread of all as well. Adjusted scores have two decimals and may leave
 * the rubric's range. To level panels instead, give the panel's id as `reviewerId`.
 */
export function normaliseScores(scores: readonly RawScore[], method: NormalisationMethod): Normalisation {
  const all = spreadOf(scores.map(({ total }) => total));
  const spreads = new Map(
    [...groupByReviewer(scores)].map(([reviewerId, totals]) => [reviewerId, spreadOf(totals)]),
  );
  const round = (points: number): number => Number(points.toFixed(2));
  return {
    scores: scores.map((score) => ({
      ...score,
      adjusted: round(adjust(score.total, spreads.get(score.reviewerId) ?? all, all, method)),
    })),
    warnings:
      method === 'zScore'
        ? [...spreads].flatMap(([reviewerId, spread]) => warningsOf(reviewerId, spread))
        : [],
  };
}
