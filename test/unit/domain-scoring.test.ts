import { aggregate } from '../../domain/scoring/aggregate-scores';
import { normaliseScores } from '../../domain/scoring/normalise-scores';
import { combineScores, concludeScores, gradeOf } from '../../domain/scoring/panel-score';
import { scoreFaults, weightedScore } from '../../domain/scoring/weighted-score';

const name = { zh: '项', en: 'item' };
const criterion = (key: string, max: number, weight = 1) => ({ key, name, max, weight });
const RUBRIC = [
  criterion('need', 20),
  criterion('design', 25),
  criterion('innovation', 10),
  criterion('team', 15),
  criterion('budget', 15),
  criterion('impact', 15),
];
const FULL = { need: 20, design: 25, innovation: 10, team: 15, budget: 15, impact: 15 };
const scoresInvalid = (...faults: string[]) =>
  expect.objectContaining({ code: 'SCORES_INVALID', params: { faults } });

describe("one reviewer's points", () => {
  test('the application rubric adds up to 100', () => {
    expect(weightedScore(FULL, RUBRIC)).toBe(100);
    expect(weightedScore({ ...FULL, need: 17.25, impact: 0 }, RUBRIC)).toBe(82.25);
  });

  test('points are multiplied by the weight of their criterion', () => {
    expect(
      weightedScore({ panel: 91, public: 85.5 }, [
        criterion('panel', 100, 0.6),
        criterion('public', 100, 0.4),
      ]),
    ).toBe(88.8);
  });

  test('tenths and hundredths add up as on paper, not as doubles', () => {
    expect(weightedScore({ need: 0.1, design: 0.2 }, [criterion('need', 1), criterion('design', 1)])).toBe(
      0.3,
    );
    expect(
      weightedScore({ need: 1.1, design: 2.2 }, [criterion('need', 5, 1.1), criterion('design', 5)]),
    ).toBe(3.41);
  });

  test('a bonus may carry the total past 100', () => {
    expect(weightedScore({ ...FULL, bonus: 5 }, [...RUBRIC, criterion('bonus', 5)])).toBe(105);
  });

  test('every fault is named at once', () => {
    const { team: _team, ...scores } = {
      ...FULL,
      need: -1,
      design: 25.01,
      innovation: 9.999,
      budget: NaN,
      charm: 3,
    };
    const faults = [
      'below:need',
      'above:design',
      'decimals:innovation',
      'missing:team',
      'below:budget',
      'unknown:charm',
    ];
    expect(scoreFaults(scores, RUBRIC)).toEqual(faults);
    expect(() => weightedScore(scores, RUBRIC)).toThrow(scoresInvalid(...faults));
  });

  test('a criterion named like a property every object has is missing until it is scored', () => {
    expect(scoreFaults({}, [criterion('constructor', 10)])).toEqual(['missing:constructor']);
  });

  test.each([0, 0.01, 12.34, 20])('%d points of 20 are fine', (need) => {
    expect(scoreFaults({ ...FULL, need }, RUBRIC)).toEqual([]);
  });
});

describe('a score of several', () => {
  test('99 scores that total 8,107 have the published mean 81.89', () => {
    const values = Array.from({ length: 99 }, (_, index): number => (index < 88 ? 82 : 81));
    expect(values.reduce((sum, value) => sum + value)).toBe(8107);
    expect(aggregate(values, 'mean', 2)).toEqual({ score: 81.89, trimmed: false });
  });

  test('a half is rounded up though as a double it is a hair less', () => {
    expect(aggregate([81.88, 81.89], 'mean', 2).score).toBe(81.89);
    expect(aggregate([1.005], 'mean', 2).score).toBe(1.01);
    expect(aggregate([2.5, 2.6], 'mean', 1).score).toBe(2.6);
    expect(aggregate([2, 3], 'mean', 0).score).toBe(3);
    expect(aggregate([81.884], 'mean', 2).score).toBe(81.88);
  });

  test('a half below zero, as a normalised score may be, is rounded up as well', () => {
    expect([-2.4, -2.5, -2.6].map((value) => aggregate([value], 'mean', 0).score)).toEqual([-2, -2, -3]);
  });

  test('of five judges the highest and the lowest are dropped', () => {
    expect(aggregate([60, 88.5, 90.25, 87.3, 100], 'trimmedMean', 2)).toEqual({
      score: 88.68,
      trimmed: true,
    });
  });

  test('only one of several equal extremes is dropped', () => {
    expect(aggregate([60, 60, 90, 90, 90], 'trimmedMean', 2)).toEqual({ score: 80, trimmed: true });
  });

  test('with four judges nobody is dropped, and the result says so', () => {
    expect(aggregate([60, 80, 90, 100], 'trimmedMean', 2)).toEqual({ score: 82.5, trimmed: false });
  });

  test('the median of an even number of scores is the mean of the two in the middle', () => {
    expect(aggregate([9, 1, 100], 'median', 2)).toEqual({ score: 9, trimmed: false });
    expect(aggregate([100, 1, 9, 10], 'median', 2)).toEqual({ score: 9.5, trimmed: false });
  });

  test('10 is more than 9: scores are ordered as numbers', () => {
    expect(aggregate([10, 9, 8, 100, 7], 'trimmedMean', 2).score).toBe(9);
  });

  test('no score at all is refused', () => {
    expect(() => aggregate([], 'mean', 2)).toThrow(scoresInvalid('none'));
  });
});

describe("a panel's conclusion", () => {
  const conclusion = {
    method: 'trimmedMean' as const,
    decimals: 2,
    rubric: [criterion('outputs', 60), criterion('effect', 40)],
    pass: 60,
    grades: [
      { grade: 'B', from: 60 },
      { grade: 'A', from: 85 },
    ],
  };
  const submission = (reviewerId: string, outputs: number, effect: number) => ({
    reviewerId,
    total: outputs + effect,
    scores: { outputs, effect },
  });

  test('it carries the score, the raw totals, the mean of each criterion, the pass and the grade', () => {
    const submissions = [
      submission('a', 60, 40),
      submission('b', 50, 30),
      submission('c', 50, 35),
      submission('d', 51, 35),
      submission('e', 10, 5),
    ];
    expect(concludeScores(submissions, conclusion)).toEqual({
      score: 83.67,
      method: 'trimmedMean',
      trimmed: true,
      raw: [
        { reviewerId: 'a', total: 100 },
        { reviewerId: 'b', total: 80 },
        { reviewerId: 'c', total: 85 },
        { reviewerId: 'd', total: 86 },
        { reviewerId: 'e', total: 15 },
      ],
      byCriterion: { outputs: 44.2, effect: 29 },
      passed: true,
      grade: 'B',
    });
  });

  test('a score at the pass mark passes, one below fails and has no grade', () => {
    expect(concludeScores([submission('a', 40, 20)], conclusion)).toMatchObject({ passed: true, grade: 'B' });
    const failed = concludeScores([submission('a', 40, 19.99)], conclusion);
    expect(failed.passed).toBe(false);
    expect(failed).not.toHaveProperty('grade');
  });

  test.each([
    [85, 'A'],
    [84.99, 'B'],
    [60, 'B'],
    [59.99, 'C'],
    [0, 'C'],
  ])('a final score of %d is graded %s', (score, grade) => {
    const cuts = [
      { grade: 'A', from: 85 },
      { grade: 'B', from: 60 },
      { grade: 'C', from: 0 },
    ];
    expect(gradeOf(score, cuts)).toBe(grade);
    expect(gradeOf(score, [...cuts].reverse())).toBe(grade);
  });

  test('a score below every grade has none', () => {
    expect(gradeOf(59, [{ grade: 'B', from: 60 }])).toBeUndefined();
  });
});

describe('several panels', () => {
  test('panel 60, donations 20 and public vote 20 make a weighted mean', () => {
    const part = (score: number, weight: number) => ({ score, weight, decimals: 2 });
    expect(combineScores([part(90.55, 60), part(80, 20), part(70.1, 20)])).toBe(84.35);
  });

  test('the result has as many decimals as the finest part', () => {
    expect(
      combineScores([
        { score: 80, weight: 1, decimals: 0 },
        { score: 81, weight: 2, decimals: 3 },
      ]),
    ).toBe(80.667);
    expect(combineScores([{ score: 81.885, weight: 1, decimals: 2 }])).toBe(81.89);
  });

  test('no part at all is refused', () => {
    expect(() => combineScores([])).toThrow(scoresInvalid('none'));
  });
});

describe('strict and lenient reviewers', () => {
  const score = (reviewerId: string, projectId: string, total: number) => ({ reviewerId, projectId, total });
  const scores = [
    ...[50, 55, 60, 65, 70].map((total, index) => score('strict', `p${index}`, total)),
    ...[80, 85, 90, 95, 100].map((total, index) => score('lenient', `p${index}`, total)),
  ];

  test('a shift of the mean gives both the same score for the same project', () => {
    const { scores: adjusted, warnings } = normaliseScores(scores, 'meanShift');
    expect(adjusted.map((entry) => entry.adjusted)).toEqual([65, 70, 75, 80, 85, 65, 70, 75, 80, 85]);
    expect(warnings).toEqual([]);
  });

  test('the raw score stays beside the adjusted one', () => {
    expect(normaliseScores(scores, 'meanShift').scores[0]).toEqual({
      reviewerId: 'strict',
      projectId: 'p0',
      total: 50,
      adjusted: 65,
    });
    expect(normaliseScores(scores, 'none').scores.every(({ total, adjusted }) => total === adjusted)).toBe(
      true,
    );
  });

  test('a z-score evens out the spread as well', () => {
    const narrow = [74, 74.5, 75, 75.5, 76].map((total, index) => score('narrow', `p${index}`, total));
    const wide = [55, 65, 75, 85, 95].map((total, index) => score('wide', `p${index}`, total));
    const adjusted = normaliseScores([...narrow, ...wide], 'zScore').scores.map((entry) => entry.adjusted);
    expect(adjusted.slice(0, 5)).toEqual(adjusted.slice(5));
    expect(adjusted[0]).toBeLessThan(74);
    expect(adjusted[2]).toBe(75);
  });

  test('a reviewer with few scores, or with all alike, is named in a warning', () => {
    const few = [score('few', 'p0', 70), score('few', 'p1', 80)];
    const alike = Array.from({ length: 5 }, (_, index) => score('alike', `p${index}`, 77.7));
    const { scores: adjusted, warnings } = normaliseScores([...scores, ...few, ...alike], 'zScore');
    expect(warnings).toEqual([
      { reviewerId: 'few', reason: 'fewScores' },
      { reviewerId: 'alike', reason: 'noSpread' },
    ]);
    const ofAlike = adjusted
      .filter(({ reviewerId }) => reviewerId === 'alike')
      .map((entry) => entry.adjusted);
    expect(ofAlike).toEqual([75.79, 75.79, 75.79, 75.79, 75.79]);
  });

  test('no scores give no scores', () => {
    expect(normaliseScores([], 'zScore')).toEqual({ scores: [], warnings: [] });
  });
});
