import fc from 'fast-check';
import { aggregate } from '../../domain/scoring/aggregate-scores';
import { normaliseScores } from '../../domain/scoring/normalise-scores';
import { weightedScore } from '../../domain/scoring/weighted-score';

/** Scores in whole hundredths, as reviewers give them. */
const hundredths = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 40 });
const pointsOf = (values: number[]): number[] => values.map((value) => value / 100);

/** The nearest whole hundredth of sum ÷ count, half up, in integers. */
const meanInHundredths = (values: number[]): number => {
  const sum = values.reduce((total, value) => total + value, 0);
  return Math.floor((2 * sum + values.length) / (2 * values.length));
};

test('a trimmed mean is the plain mean of what is left when one highest and one lowest are taken away', () => {
  fc.assert(
    fc.property(hundredths, (values) => {
      const sorted = [...values].sort((left, right) => left - right);
      const counted = values.length >= 5 ? sorted.slice(1, -1) : sorted;
      expect(aggregate(pointsOf(values), 'trimmedMean', 2)).toEqual({
        score: meanInHundredths(counted) / 100,
        trimmed: values.length >= 5,
      });
    }),
    { numRuns: 1000 },
  );
});

test('a mean rounds half up exactly, in integers', () => {
  fc.assert(
    fc.property(hundredths, (values) => {
      expect(aggregate(pointsOf(values), 'mean', 2).score).toBe(meanInHundredths(values) / 100);
    }),
    { numRuns: 1000 },
  );
});

test('no order of the scores changes what they come to', () => {
  const shuffled = hundredths.chain((values) =>
    fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
  );
  fc.assert(
    fc.property(shuffled, fc.constantFrom('mean', 'median', 'trimmedMean'), ([values, other], method) => {
      expect(aggregate(pointsOf(other), method, 2)).toEqual(aggregate(pointsOf(values), method, 2));
    }),
  );
});

test('every aggregate lies between the lowest and the highest score', () => {
  fc.assert(
    fc.property(hundredths, fc.constantFrom('mean', 'median', 'trimmedMean'), (values, method) => {
      const { score } = aggregate(pointsOf(values), method, 2);
      expect(score).toBeGreaterThanOrEqual(Math.min(...values) / 100);
      expect(score).toBeLessThanOrEqual(Math.max(...values) / 100);
    }),
  );
});

test('a weighted total is exact for points in hundredths and weights in hundredths', () => {
  const criteria = fc.array(fc.tuple(fc.nat(10_000), fc.integer({ min: 1, max: 10_000 })), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(criteria, (pairs) => {
      const rubric = pairs.map(([, weight], index) => ({ key: `c${index}`, max: 100, weight: weight / 100 }));
      const scores = Object.fromEntries(pairs.map(([points], index) => [`c${index}`, points / 100]));
      const exact = pairs.reduce((sum, [points, weight]) => sum + points * weight, 0);
      expect(weightedScore(scores, rubric)).toBe(exact / 10_000);
    }),
  );
});

const rawScores = fc.array(
  fc.record({
    reviewerId: fc.constantFrom('r1', 'r2', 'r3'),
    projectId: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
    total: fc.nat(10_000).map((value) => value / 100),
  }),
  { minLength: 1, maxLength: 60 },
);

test('after a shift every reviewer has the mean of all', () => {
  fc.assert(
    fc.property(rawScores, (scores) => {
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const overall = mean(scores.map(({ total }) => total));
      const { scores: adjusted } = normaliseScores(scores, 'meanShift');
      for (const reviewer of new Set(scores.map(({ reviewerId }) => reviewerId))) {
        const own = adjusted
          .filter(({ reviewerId }) => reviewerId === reviewer)
          .map((entry) => entry.adjusted);
        // Each adjusted score is rounded to a hundredth.
        expect(Math.abs(mean(own) - overall)).toBeLessThan(0.0051);
      }
    }),
  );
});

test('normalising keeps the order in which each reviewer put the projects', () => {
  fc.assert(
    fc.property(rawScores, fc.constantFrom('zScore', 'meanShift'), (scores, method) => {
      const { scores: adjusted } = normaliseScores(scores, method);
      for (const left of adjusted)
        for (const right of adjusted)
          if (left.reviewerId === right.reviewerId && left.total < right.total)
            expect(left.adjusted).toBeLessThanOrEqual(right.adjusted);
    }),
  );
});
