import { rank, type Candidate } from '../../domain/ranking';

const candidate = (
  projectId: string,
  score: number,
  tieScores: Record<string, number> = {},
  submittedAtMs = 0,
): Candidate => ({
  projectId,
  score,
  tieScores,
  submittedAtMs,
});

const shown = (candidates: Candidate[], tieRule: string[] = []) =>
  rank(candidates, tieRule).map(({ projectId, place, because }) => [projectId, place, because]);

test('the higher score comes first', () => {
  expect(shown([candidate('a', 81.88), candidate('b', 81.89), candidate('c', 9)])).toEqual([
    ['b', 1, 'first'],
    ['a', 2, 'score'],
    ['c', 3, 'score'],
  ]);
});

test('equal scores are told apart by the first key of the tie rule in which they differ', () => {
  const candidates = [
    candidate('a', 80, { need: 18, impact: 10 }),
    candidate('b', 80, { need: 18, impact: 12 }),
    candidate('c', 80, { need: 19, impact: 1 }),
  ];
  expect(shown(candidates, ['need', 'impact'])).toEqual([
    ['c', 1, 'first'],
    ['b', 2, 'tie:need'],
    ['a', 3, 'tie:impact'],
  ]);
});

test('last of all the earlier submission comes first', () => {
  expect(
    shown([candidate('a', 80, { need: 1 }, 200), candidate('b', 80, { need: 1 }, 100)], ['need']),
  ).toEqual([
    ['b', 1, 'first'],
    ['a', 2, 'submittedAt'],
  ]);
});

test('those that nothing tells apart share a place, and the next place counts them all', () => {
  const candidates = [candidate('a', 90), candidate('c', 80), candidate('b', 80), candidate('d', 70)];
  expect(shown(candidates)).toEqual([
    ['a', 1, 'first'],
    ['b', 2, 'score'],
    ['c', 2, 'equal'],
    ['d', 4, 'score'],
  ]);
});

test('a candidate without a score for the tie comes after one with any', () => {
  const candidates = [candidate('a', 80), candidate('b', 80, { constructor: 0 }), candidate('c', 80)];
  expect(shown(candidates, ['constructor'])).toEqual([
    ['b', 1, 'first'],
    ['a', 2, 'tie:constructor'],
    ['c', 2, 'equal'],
  ]);
});

test('nobody gives an empty list, and the list given stays as it was', () => {
  expect(rank([], ['need'])).toEqual([]);
  const candidates = Object.freeze([candidate('a', 1), candidate('b', 2)]);
  expect(rank(candidates, [])).toHaveLength(2);
  expect(candidates.map(({ projectId }) => projectId)).toEqual(['a', 'b']);
});
