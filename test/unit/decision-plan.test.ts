import { planDecision, type Candidate } from '../../domain/round/decision-plan';

const candidate = (projectId: string, askFen: number, score = 80): Candidate => ({
  projectId,
  stage: 'decision',
  askFen,
  score,
  categories: ['women'],
});
const SOURCES = [
  { fundId: 'fnd_a', amountFen: 180 },
  { fundId: 'fnd_b', amountFen: 120 },
];
const round = (...candidates: Candidate[]) => ({
  candidates,
  sources: SOURCES,
  budgetFen: 300,
  minScore: 60,
});

describe('the plan of a decision', () => {
  it('gives each award the first source that can pay all of it, and rejects whom it does not name', () => {
    const plan = planDecision(
      {
        awards: [
          { projectId: 'a', amountFen: 150 },
          { projectId: 'b', amountFen: 100 },
          { projectId: 'c', amountFen: 30 },
        ],
        waitlist: ['d'],
      },
      round(
        candidate('a', 150),
        candidate('b', 120),
        candidate('c', 30),
        candidate('d', 50),
        candidate('e', 50),
      ),
    );
    expect(plan.lines.map(({ projectId, outcome, fundId }) => [projectId, outcome, fundId])).toEqual([
      ['a', 'award', 'fnd_a'],
      ['b', 'award', 'fnd_b'],
      ['c', 'award', 'fnd_a'],
      ['d', 'waitlist', ''],
      ['e', 'reject', ''],
    ]);
    expect(plan.totals).toEqual([
      { fundId: 'fnd_a', amountFen: 180, count: 2, categories: ['women'] },
      { fundId: 'fnd_b', amountFen: 100, count: 1, categories: ['women'] },
    ]);
    expect(plan.waitlist).toEqual([{ projectId: 'd', amountFen: 50 }]);
  });

  it('names every fault at once when awards break several rules', () => {
    const plan = () =>
      planDecision(
        {
          awards: [
            { projectId: 'a', amountFen: 90 },
            { projectId: 'a', amountFen: 90 },
            { projectId: 'x', amountFen: 1 },
          ],
          waitlist: ['b'],
        },
        round(candidate('a', 80), candidate('b', 50, 59.99)),
      );
    expect(plan).toThrow(/DECISION_INVALID.*named twice.*90 fen is above the ask of 80.*/);
    expect(plan).toThrow(/x: not waiting/);
    expect(plan).toThrow(/b: score 59.99 below 60/);
  });

  it('above the budget is refused', () => {
    expect(() =>
      planDecision(
        { awards: [{ projectId: 'a', amountFen: 301 }], waitlist: [] },
        round(candidate('a', 400)),
      ),
    ).toThrow('BUDGET_EXCEEDED');
  });

  it('that no single source can pay for an award is refused, also within the budget', () => {
    expect(() =>
      planDecision(
        { awards: [{ projectId: 'a', amountFen: 200 }], waitlist: [] },
        round(candidate('a', 200)),
      ),
    ).toThrow(/no source has 200 fen left/);
  });
});
