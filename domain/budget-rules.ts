import type { BudgetHead } from '../contracts/programme';
import { ratioBp, sumFen } from './money';

export interface BudgetLine {
  head: BudgetHead;
  description: string;
  /** What the grant pays, what the applicant and its donors pay, and what is given in kind, valued. */
  grantFen: number;
  ownFen: number;
  inKindFen: number;
}

export interface Budget {
  askFen: number;
  lines: readonly BudgetLine[];
}

export type BudgetRule = 'cap' | 'sum' | 'match' | 'personnel' | 'administration' | 'head';
export type Severity = 'error' | 'warning';

/** A limit left out is not checked. Shares are basis points; 0 bars the cost altogether. */
export interface BudgetLimits {
  capFen: number;
  /** Of the whole budget, in-kind included. */
  maxGrantShareBp?: number;
  /** Of the grant: these two rules belong to whoever gives the money, and say nothing about the applicant's own. */
  maxPersonnelShareBp?: number;
  maxAdministrationShareBp?: number;
  /** The heads the money may pay for; the applicant's own and in-kind money may go to any. */
  heads?: readonly BudgetHead[];
  /** Where a programme takes a breach more or less seriously than usual. */
  severities?: Partial<Record<BudgetRule, Severity>>;
}

/** `actual` and `limit` are fen for `cap`, `sum` and `head`, basis points for the shares. */
export interface BudgetFinding {
  rule: BudgetRule;
  severity: Severity;
  actual: number;
  limit: number;
  head?: BudgetHead;
}

const SEVERITIES: Record<BudgetRule, Severity> = {
  cap: 'error',
  sum: 'error',
  match: 'error',
  head: 'error',
  personnel: 'warning',
  administration: 'warning',
};

type Breach = Omit<BudgetFinding, 'severity'>;

const above = (rule: BudgetRule, actual: number, limit: number | undefined): Breach[] =>
  limit === undefined || actual <= limit ? [] : [{ rule, actual, limit }];

const grantOf = (lines: readonly BudgetLine[], head?: BudgetHead): number =>
  sumFen(lines.filter((line) => head === undefined || line.head === head).map(({ grantFen }) => grantFen));

const totalOf = (lines: readonly BudgetLine[]): number =>
  sumFen(lines.flatMap(({ grantFen, ownFen, inKindFen }) => [grantFen, ownFen, inKindFen]));

function barredHeads(lines: readonly BudgetLine[], heads: readonly BudgetHead[] | undefined): Breach[] {
  if (heads === undefined) return [];
  const barred = [...new Set(lines.map(({ head }) => head))].filter((head) => !heads.includes(head));
  return barred.flatMap((head) =>
    above('head', grantOf(lines, head), 0).map((breach) => ({ ...breach, head })),
  );
}

/**
 * Holds a budget against a programme's limits and names every breach: an ask above the cap, grant lines that do not add
 * up to the ask, too little match (60 % grant and 40 % own money is a city's rule), too much personnel or
 * administration, a head the money may not pay for. Throws MONEY_INVALID for amounts that are no fen.
 */
export function checkBudget({ askFen, lines }: Budget, limits: BudgetLimits): BudgetFinding[] {
  const grantFen = grantOf(lines);
  const shareOf = (head: BudgetHead): number => ratioBp(grantOf(lines, head), grantFen);
  const breaches: Breach[] = [
    ...above('cap', askFen, limits.capFen),
    ...(grantFen === askFen ? [] : [{ rule: 'sum' as const, actual: grantFen, limit: askFen }]),
    ...above('match', ratioBp(grantFen, totalOf(lines)), limits.maxGrantShareBp),
    ...above('personnel', shareOf('personnel'), limits.maxPersonnelShareBp),
    ...above('administration', shareOf('administration'), limits.maxAdministrationShareBp),
    ...barredHeads(lines, limits.heads),
  ];
  return breaches.map((breach) => ({
    ...breach,
    severity: limits.severities?.[breach.rule] ?? SEVERITIES[breach.rule],
  }));
}
