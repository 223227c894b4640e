import { LARGE_PROGRAMME } from '../../../scripts/demo/generated/large-programme';
import { expectedOutcome, formatOutcome, outcomeOf } from '../../../scripts/demo/generated/outcome';
import { apportion, planRound, type RoundPlan } from '../../../scripts/demo/generated/round-plan';
import { chooseAwards } from '../../../scripts/demo/play/choose-awards';
import { spreadPoints } from '../../../scripts/demo/play/spread-points';
import { sumFen } from '../../../domain/money';
import { rank } from '../../../domain/ranking';
import { concludeScores } from '../../../domain/scoring/panel-score';
import { weightedScore } from '../../../domain/scoring/weighted-score';
import { ProgrammeDefinition } from '../../../contracts/programme';
import { buildSummary } from '../../factories/project-summary.factory';

const [desk] = LARGE_PROGRAMME.reviews;

/** The score that the rules make of two readers' points. */
function scoreOf(total: number): number {
  const submissions = [total + 1.5, total - 1.5].map((points, index) => {
    const scores = spreadPoints(points, desk?.rubric ?? []);
    return { reviewerId: String(index), scores, total: weightedScore(scores, desk?.rubric ?? []) };
  });
  return concludeScores(submissions, {
    rubric: desk?.rubric ?? [],
    method: 'mean',
    decimals: 2,
    pass: 0,
    grades: [],
  }).score;
}

/** Ranks a plan's applications by the rules and goes down the ranking, as the play does by the API. */
function playByRules({ applications, budgetFen }: RoundPlan) {
  const valid = applications.filter(({ score }) => score !== null);
  const ranking = rank(
    valid.map(({ serial, score }) => ({
      projectId: String(serial),
      score: scoreOf(score ?? 0),
      tieScores: {},
      submittedAtMs: 0,
    })),
    [],
  );
  const askOf = new Map(valid.map(({ serial, askFen }) => [String(serial), askFen]));
  const places = ranking.map(({ projectId, score }) => ({
    projectId,
    askFen: askOf.get(projectId) ?? 0,
    aboveMinimum: score >= LARGE_PROGRAMME.decision.minScore,
  }));
  return chooseAwards(places, budgetFen);
}

describe('a generated round', () => {
  it("of 385 is Guangzhou's fifth: by the rules 162 of 372 are funded with 22.4 million to the fen", () => {
    const plan = planRound(385);
    const { awards } = playByRules(plan);
    expect(formatOutcome(expectedOutcome(plan))).toBe('385, 372 (131+50+74+21+96), 162, 22,400,000.00');
    expect(awards).toHaveLength(162);
    expect(sumFen(awards.map(({ amountFen }) => amountFen))).toBe(2_240_000_000);
  });

  it.each([20, 57, 100, 731, 2_000])('of %d comes to its own counts and sum by the same rules', (size) => {
    const plan = planRound(size);
    const { awards } = playByRules(plan);
    expect(awards).toHaveLength(plan.awardCount);
    expect(sumFen(awards.map(({ amountFen }) => amountFen))).toBe(plan.budgetFen);
    expect(plan.applications).toHaveLength(size);
  });

  it('asks for no more than the cap, and gives a reason for every application that is not valid', () => {
    const { applications } = planRound(385);
    const capFen = LARGE_PROGRAMME.application.cap.amount;
    expect(applications.filter(({ askFen }) => askFen > capFen || askFen <= 0)).toEqual([]);
    expect(applications.filter(({ score, rejection }) => (score === null) !== (rejection !== null))).toEqual(
      [],
    );
  });

  it('is the same in every run', () => {
    expect(planRound(60)).toEqual(planRound(60));
  });

  it('runs on a programme that the API takes', () => {
    expect(ProgrammeDefinition.safeParse(LARGE_PROGRAMME).success).toBe(true);
  });
});

describe('shares of a number', () => {
  it('add up to it, the largest remainders first', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(372, [131, 50, 74, 21, 96])).toEqual([131, 50, 74, 21, 96]);
  });
});

describe('what a round came to', () => {
  it('counts as valid what a panel has scored, and as funded what has an award', () => {
    const projects = [
      buildSummary({ categories: ['young'], score: 80, award: { amount: 5_000_000, currency: 'CNY' } }),
      buildSummary({ categories: ['young'], score: 50 }),
      buildSummary({ categories: ['elderly'], score: null }),
    ];
    expect(formatOutcome(outcomeOf(projects, ['elderly', 'young']))).toBe('3, 2 (0+2), 1, 50,000.00');
  });
});
