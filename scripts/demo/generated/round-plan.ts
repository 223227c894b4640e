import { createHash } from 'node:crypto';
import { mulDivFen, sumFen } from '../../../domain/money';
import { FIFTH_ROUND } from './guangzhou.fixture';

/** What keeps an application from the review: the item of the checklist that is not met, and the reason given. */
export type Rejection = (typeof FIFTH_ROUND.rejections)[number];

export interface PlannedApplication {
  serial: number;
  category: string;
  askFen: number;
  /** What the panel comes to; null where the application does not get so far. */
  score: number | null;
  rejection: Rejection | null;
}

/** What a generated round has to come to. The engine is told none of it: its rules have to find it. */
export interface RoundPlan {
  size: number;
  categories: { key: string; valid: number }[];
  validCount: number;
  awardCount: number;
  budgetFen: number;
  applications: PlannedApplication[];
}

const FEN_PER_HUNDRED_YUAN = 10_000;
/** Asks of those that are funded differ up to threefold, the others' lie in the same range. */
const LEAST_WEIGHT = 50;
const WEIGHTS = 101;
const LEAST_OTHER_ASK = 600;
const OTHER_ASKS = 1_400;
/** From the best to the weakest, evenly, so that no two have the same and about a fifth is below the pass mark. */
const BEST_SCORE = 95;
const SCORE_RANGE = 45;

/** A number that follows from a name alone: each run generates the same round. */
const numberFor = (name: string): number =>
  createHash('sha256').update(`generated:${name}`).digest().readUInt32BE(0);

/** In proportion to the fifth round, rounded to the nearest. */
const scaled = (figure: number, size: number): number =>
  Math.floor((figure * size * 2 + FIFTH_ROUND.submitted) / (FIFTH_ROUND.submitted * 2));

/** Shares out a number by weights; what the division leaves goes to the largest remainders. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  const remainders = weights.map((weight, index) => ({ index, rest: (total * weight) % sum }));
  remainders.sort((left, right) => right.rest - left.rest || left.index - right.index);
  const left = total - parts.reduce((all, part) => all + part, 0);
  for (const { index } of remainders.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** Asks that add up to the budget, in whole hundreds of yuan but for the first, which takes what remains. */
function sharePlan(budgetFen: number, serials: readonly number[]): number[] {
  const weights = serials.map((serial) => LEAST_WEIGHT + (numberFor(`ask:${serial}`) % WEIGHTS));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const asks = weights.map((weight) => {
    const askFen = mulDivFen(budgetFen, weight, sum);
    return askFen - (askFen % FEN_PER_HUNDRED_YUAN);
  });
  const restFen = budgetFen - sumFen(asks);
  return asks.map((askFen, index) => (index === 0 ? askFen + restFen : askFen));
}

const otherAskFen = (serial: number): number =>
  (LEAST_OTHER_ASK + (numberFor(`ask:${serial}`) % OTHER_ASKS)) * FEN_PER_HUNDRED_YUAN;

const scoreOfRank = (rank: number, count: number): number =>
  Math.round((BEST_SCORE - (SCORE_RANGE * rank) / count) * 100) / 100;

const inChanceOrder = (serials: readonly number[]): number[] =>
  [...serials].sort((left, right) => numberFor(`rank:${left}`) - numberFor(`rank:${right}`));

/** Which category each serial applies in; those that screening will reject come last. */
function layOut(categories: RoundPlan['categories'], size: number, validCount: number): string[] {
  const valid = categories.flatMap(({ key, valid: count }) => Array.from({ length: count }, () => key));
  const rejected = Array.from({ length: size - validCount }, (_, index) => {
    return categories[index % categories.length]?.key ?? '';
  });
  return [...valid, ...rejected];
}

/**
 * Generates a round in proportion to Guangzhou's fifth: applications whose scores and asks are such that whoever goes
 * down the ranking until the budget is used up funds as many as were funded then.
 */
export function planRound(size: number): RoundPlan {
  const validCount = scaled(FIFTH_ROUND.valid, size);
  const awardCount = scaled(FIFTH_ROUND.funded, size);
  const budgetFen = scaled(FIFTH_ROUND.budgetYuan, size) * 100;
  const counts = apportion(
    validCount,
    FIFTH_ROUND.categories.map(({ valid }) => valid),
  );
  const categories = FIFTH_ROUND.categories.map(({ key }, index) => ({ key, valid: counts[index] ?? 0 }));
  const categoryOf = layOut(categories, size, validCount);
  const serials = Array.from({ length: validCount }, (_, index) => index);
  const ranked = inChanceOrder(serials);
  const rankOf = new Map(ranked.map((serial, rank) => [serial, rank]));
  const asks = sharePlan(budgetFen, ranked.slice(0, awardCount));
  const applications = categoryOf.map((category, serial): PlannedApplication => {
    const rank = rankOf.get(serial);
    const rejection = FIFTH_ROUND.rejections[serial % FIFTH_ROUND.rejections.length] ?? null;
    if (rank === undefined) return { serial, category, askFen: otherAskFen(serial), score: null, rejection };
    const askFen = asks[rank] ?? otherAskFen(serial);
    return { serial, category, askFen, score: scoreOfRank(rank, validCount), rejection: null };
  });
  return { size, categories, validCount, awardCount, budgetFen, applications };
}
