export interface Candidate {
  projectId: string;
  score: number;
  /** The scores that may break a tie, by the keys of the tie rule; a missing one stands below every other. */
  tieScores: Readonly<Record<string, number>>;
  submittedAtMs: number;
}

/** What put a candidate below the one above it; the first has nobody above, and equals cannot be told apart. */
export type RankReason = 'first' | 'score' | `tie:${string}` | 'submittedAt' | 'equal';

export interface RankedCandidate extends Candidate {
  /** Competition ranking: equals share a place, and the place after them counts them all (1, 2, 2, 4). */
  place: number;
  because: RankReason;
}

interface Difference {
  /** Below zero when the left candidate comes first. */
  order: number;
  because: RankReason;
}

const compare = (left: number, right: number): number => (left < right ? -1 : left > right ? 1 : 0);

const tieScoreOf = ({ tieScores }: Candidate, key: string): number =>
  (Object.hasOwn(tieScores, key) ? tieScores[key] : undefined) ?? Number.NEGATIVE_INFINITY;

/** The first criterion that tells two candidates apart: score, the tie rule's keys in turn, the earlier submission. */
function differ(left: Candidate, right: Candidate, tieRule: readonly string[]): Difference {
  const score = compare(right.score, left.score);
  if (score !== 0) return { order: score, because: 'score' };
  for (const key of tieRule) {
    const order = compare(tieScoreOf(right, key), tieScoreOf(left, key));
    if (order !== 0) return { order, because: `tie:${key}` };
  }
  const order = compare(left.submittedAtMs, right.submittedAtMs);
  return { order, because: order === 0 ? 'equal' : 'submittedAt' };
}

/**
 * Ranks candidates by score, highest first, and says for each why it stands below the one above. Equals are listed by
 * id, so that the same candidates give the same list in whatever order they came.
 */
export function rank(candidates: readonly Candidate[], tieRule: readonly string[]): RankedCandidate[] {
  const sorted = [...candidates].sort(
    (left, right) => differ(left, right, tieRule).order || (left.projectId < right.projectId ? -1 : 1),
  );
  const ranked: RankedCandidate[] = [];
  for (const candidate of sorted) {
    const above = ranked.at(-1);
    const because = above ? differ(above, candidate, tieRule).because : 'first';
    const place = above && because === 'equal' ? above.place : ranked.length + 1;
    ranked.push({ ...candidate, place, because });
  }
  return ranked;
}
