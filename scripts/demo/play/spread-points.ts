import type { ScoringDefinition } from '../../../contracts/programme';

type Criterion = Pick<ScoringDefinition['rubric'][number], 'key' | 'max'>;

/** Points are given to the hundredth, so they are counted in hundredths. */
const HUNDREDTHS = 100;

/**
 * Spreads a total over a rubric's criteria by their maxima, to the hundredth and exactly. The weights have to be 1. What
 * the division leaves goes to the first criteria with room. Throws where the rubric has no room for the total.
 */
export function spreadPoints(total: number, rubric: readonly Criterion[]): Record<string, number> {
  const maxTotal = rubric.reduce((sum, { max }) => sum + max, 0);
  const wanted = Math.round(total * HUNDREDTHS);
  if (wanted > maxTotal * HUNDREDTHS) throw new Error(`A rubric of ${maxTotal} points has no ${total}`);
  const points = rubric.map(({ max }) => Math.floor((wanted * max) / maxTotal));
  let left = wanted - points.reduce((sum, each) => sum + each, 0);
  return Object.fromEntries(
    rubric.map(({ key, max }, index) => {
      const given = points[index] ?? 0;
      const extra = Math.min(left, max * HUNDREDTHS - given);
      left -= extra;
      return [key, (given + extra) / HUNDREDTHS];
    }),
  );
}
