import { DomainError } from '../domain-error';
import { sumFen } from '../money';

/** A project of the round that waits for the decision. */
export interface Candidate {
  projectId: string;
  stage: string;
  askFen: number;
  score: number | null;
  categories: string[];
}

export interface ProposedAward {
  projectId: string;
  amountFen: number;
  fundId?: string | undefined;
}

export interface DecisionLine {
  projectId: string;
  outcome: 'award' | 'waitlist' | 'reject';
  amountFen: number;
  fundId: string;
}

export interface DecisionPlan {
  lines: DecisionLine[];
  totals: { fundId: string; amountFen: number; count: number; categories: string[] }[];
  waitlist: { projectId: string; amountFen: number }[];
}

interface Source {
  fundId: string;
  amountFen: number;
}

function duplicatesIn(ids: string[]): string[] {
  const seen = new Set<string>();
  return ids.filter((id) => seen.size === seen.add(id).size);
}

/** What keeps a named project from a place in the decision, whatever amount it is given. */
function standingFaults(id: string, candidate: Candidate | undefined, minScore: number): string[] {
  if (!candidate) return [`${id}: not waiting for the decision of this round`];
  const { score } = candidate;
  return score !== null && score < minScore ? [`${id}: score ${score} below ${minScore}`] : [];
}

function findFaults(
  awards: ProposedAward[],
  waitlist: string[],
  known: Map<string, Candidate>,
  minScore: number,
): string[] {
  const named = [...awards.map(({ projectId }) => projectId), ...waitlist];
  const faults = [
    ...duplicatesIn(named).map((id) => `${id}: named twice`),
    ...named.flatMap((id) => standingFaults(id, known.get(id), minScore)),
    ...awards.flatMap(({ projectId, amountFen }) => {
      const askFen = known.get(projectId)?.askFen ?? amountFen;
      return amountFen > askFen ? [`${projectId}: ${amountFen} fen is above the ask of ${askFen}`] : [];
    }),
  ];
  return [...new Set(faults)];
}

/** Gives each award a source of its own: the one it names, else the first that still has enough for all of it. */
function allotSources(
  awards: ProposedAward[],
  sources: Source[],
): { lines: DecisionLine[]; faults: string[] } {
  const left = new Map(sources.map(({ fundId, amountFen }) => [fundId, amountFen]));
  const faults: string[] = [];
  const lines = awards.map(({ projectId, amountFen, fundId }): DecisionLine => {
    const fits = fundId ?? [...left].find(([, restFen]) => restFen >= amountFen)?.[0];
    const restFen = fits === undefined ? undefined : left.get(fits);
    if (fits === undefined) faults.push(`${projectId}: no source has ${amountFen} fen left for it`);
    else if (restFen === undefined) faults.push(`${projectId}: ${fits} is no source of this round`);
    else left.set(fits, restFen - amountFen);
    return { projectId, outcome: 'award', amountFen, fundId: fits ?? '' };
  });
  return { lines, faults };
}

function totalsOf(lines: DecisionLine[], known: Map<string, Candidate>): DecisionPlan['totals'] {
  const funds = [...new Set(lines.map(({ fundId }) => fundId))];
  return funds.map((fundId) => {
    const own = lines.filter((line) => line.fundId === fundId);
    const categories = new Set(own.flatMap(({ projectId }) => known.get(projectId)?.categories ?? []));
    return {
      fundId,
      amountFen: sumFen(own.map(({ amountFen }) => amountFen)),
      count: own.length,
      categories: [...categories],
    };
  });
}

/**
 * Lays out a round's decision: what each project gets and from which source; all that are neither awarded nor waiting
 * are rejected. Throws BUDGET_EXCEEDED or DECISION_INVALID with every fault at once; nothing is decided by halves.
 */
export function planDecision(
  proposal: { awards: ProposedAward[]; waitlist: string[] },
  round: { candidates: Candidate[]; sources: Source[]; budgetFen: number; minScore: number },
): DecisionPlan {
  const { awards, waitlist } = proposal;
  const known = new Map(round.candidates.map((candidate) => [candidate.projectId, candidate]));
  const total = sumFen(awards.map(({ amountFen }) => amountFen));
  if (total > round.budgetFen)
    throw new DomainError('BUDGET_EXCEEDED', { total, available: round.budgetFen });
  const allotted = allotSources(awards, round.sources);
  const faults = [...findFaults(awards, waitlist, known, round.minScore), ...allotted.faults];
  if (faults.length > 0) throw new DomainError('DECISION_INVALID', { faults });
  const named = new Set([...awards.map(({ projectId }) => projectId), ...waitlist]);
  const waiting = waitlist.map((projectId): DecisionLine => ({
    projectId,
    outcome: 'waitlist',
    amountFen: 0,
    fundId: '',
  }));
  const rejected = round.candidates
    .filter(({ projectId }) => !named.has(projectId))
    .map(({ projectId }): DecisionLine => ({ projectId, outcome: 'reject', amountFen: 0, fundId: '' }));
  return {
    lines: [...allotted.lines, ...waiting, ...rejected],
    totals: totalsOf(allotted.lines, known),
    waitlist: waitlist.map((projectId) => ({ projectId, amountFen: known.get(projectId)?.askFen ?? 0 })),
  };
}
