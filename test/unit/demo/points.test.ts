import { spreadPoints } from '../../../scripts/demo/play/spread-points';
import { percentileOf } from '../../../scripts/demo/http/timings';
import { DEMO_PROGRAMME } from '../../../scripts/setup/demonstration';
import { weightedScore } from '../../../domain/scoring/weighted-score';

const rubric = DEMO_PROGRAMME.reviews[0]?.rubric ?? [];

describe('points spread over a rubric', () => {
  it.each([0, 0.01, 33.33, 61.57, 92.4, 99.99, 100])(
    'come to %d exactly, by the rules of scoring',
    (total) => {
      expect(weightedScore(spreadPoints(total, rubric), rubric)).toBe(total);
    },
  );

  it('are refused where the rubric has no room', () => {
    expect(() => spreadPoints(100.01, rubric)).toThrow('has no 100.01');
  });
});

describe('a percentile', () => {
  it('is the least value that so many are not above', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([0.5, 0.95, 1].map((share) => percentileOf(values, share))).toEqual([50, 95, 100]);
    expect(percentileOf([7], 0.95)).toBe(7);
    expect(percentileOf([], 0.5)).toBe(0);
  });
});
