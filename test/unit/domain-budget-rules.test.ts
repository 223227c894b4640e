import type { BudgetHead } from '../../contracts/programme';
import { checkBudget, type BudgetLimits, type BudgetLine } from '../../domain/budget-rules';

const line = (head: BudgetHead, grantFen: number, ownFen = 0, inKindFen = 0): BudgetLine => ({
  head,
  description: head,
  grantFen,
  ownFen,
  inKindFen,
});

const LIMITS: BudgetLimits = {
  capFen: 6_000_000,
  maxGrantShareBp: 6000,
  maxPersonnelShareBp: 3000,
  maxAdministrationShareBp: 1000,
};
const FITTING = [
  line('personnel', 1_800_000),
  line('activities', 3_600_000, 2_500_000, 1_500_000),
  line('administration', 600_000),
];

test('of 100,000 yuan, 60,000 granted and 40,000 of own and in-kind money, every share at its limit, nothing is wrong', () => {
  expect(checkBudget({ askFen: 6_000_000, lines: FITTING }, LIMITS)).toEqual([]);
});

test('one fen above the cap is an error', () => {
  const lines = [line('activities', 6_000_001, 9_000_000)];
  expect(checkBudget({ askFen: 6_000_001, lines }, LIMITS)).toEqual([
    { rule: 'cap', severity: 'error', actual: 6_000_001, limit: 6_000_000 },
  ]);
});

test.each([5_999_999, 6_000_000 - 100])(
  'grant lines of 60,000 yuan for an ask of %d fen are an error',
  (askFen) => {
    expect(checkBudget({ askFen, lines: FITTING }, LIMITS)).toEqual([
      { rule: 'sum', severity: 'error', actual: 6_000_000, limit: askFen },
    ]);
  },
);

test('one fen of match too little is an error', () => {
  const lines = [line('activities', 5_000_000, 3_333_333)];
  expect(checkBudget({ askFen: 5_000_000, lines }, LIMITS)).toEqual([
    { rule: 'match', severity: 'error', actual: 6001, limit: 6000 },
  ]);
});

test('personnel and administration above their shares of the grant are warnings', () => {
  const lines = [
    line('personnel', 310_000),
    line('activities', 580_000, 1_000_000),
    line('administration', 110_000),
  ];
  expect(checkBudget({ askFen: 1_000_000, lines }, LIMITS)).toEqual([
    { rule: 'personnel', severity: 'warning', actual: 3100, limit: 3000 },
    { rule: 'administration', severity: 'warning', actual: 1100, limit: 1000 },
  ]);
});

test('staff paid from own money does not count against the limit of the grant', () => {
  const lines = [line('personnel', 0, 2_000_000), line('activities', 1_000_000)];
  expect(checkBudget({ askFen: 1_000_000, lines }, LIMITS)).toEqual([]);
});

test('money that bars staff cost altogether finds a single fen of it, as an error if the programme says so', () => {
  const lines = [line('personnel', 1, 1_000_000), line('activities', 999_999)];
  const lottery: BudgetLimits = {
    capFen: 6_000_000,
    maxPersonnelShareBp: 0,
    severities: { personnel: 'error' },
  };
  expect(checkBudget({ askFen: 1_000_000, lines }, lottery)).toEqual([
    { rule: 'personnel', severity: 'error', actual: 1, limit: 0 },
  ]);
});

test('a head the money may not pay for is named once with all that stands on it, own money on it is fine', () => {
  const lines = [line('tax', 300), line('tax', 200), line('audit', 0, 500), line('activities', 1000, 5000)];
  expect(checkBudget({ askFen: 1500, lines }, { capFen: 6_000_000, heads: ['activities'] })).toEqual([
    { rule: 'head', severity: 'error', actual: 500, limit: 0, head: 'tax' },
  ]);
});

test('several breaches are all found at once', () => {
  const lines = [line('personnel', 7_000_000)];
  const rules = checkBudget({ askFen: 8_000_000, lines }, LIMITS).map(({ rule }) => rule);
  expect(rules).toEqual(['cap', 'sum', 'match', 'personnel']);
});

test('an empty budget breaks nothing but the sum', () => {
  expect(checkBudget({ askFen: 0, lines: [] }, LIMITS)).toEqual([]);
  expect(checkBudget({ askFen: 1, lines: [] }, LIMITS).map(({ rule }) => rule)).toEqual(['sum']);
});

test('an amount that is no fen is refused', () => {
  expect(() => checkBudget({ askFen: 1, lines: [line('tax', 0.5)] }, LIMITS)).toThrow(
    expect.objectContaining({ code: 'MONEY_INVALID' }),
  );
});
