import fc from 'fast-check';
import { rank, type Candidate } from '../../domain/ranking';

const TIE_RULE = ['need', 'impact'];

/** Few distinct values, so that ties of every depth come up. */
const candidates = fc
  .array(
    fc.record({
      score: fc.integer({ min: 78, max: 81 }),
      tieScores: fc.record({ need: fc.nat(2), impact: fc.nat(2) }, { requiredKeys: [] }),
      submittedAtMs: fc.nat(2),
    }),
    { maxLength: 30 },
  )
  .map((list): Candidate[] =>
    list.map((entry, index) => ({ projectId: `prj_${String(index).padStart(2, '0')}`, ...entry })),
  );

const shuffled = candidates.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
);

/** What a candidate is worth, as one text that sorts in the order of the rule, the best first. */
const worthOf = ({ score, tieScores, submittedAtMs }: Candidate): string =>
  [score, ...TIE_RULE.map((key) => (tieScores[key] ?? -1) + 1)]
    .map((value) => String(999 - value))
    .join('|') + `|${submittedAtMs}`;

test('the order in which candidates come changes nothing', () => {
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      expect(rank(other, TIE_RULE)).toEqual(rank(list, TIE_RULE));
    }),
  );
});

test('everybody is ranked once, by worth, and shares a place only with equals', () => {
  fc.assert(
    fc.property(candidates, (list) => {
      const ranked = rank(list, TIE_RULE);
      expect(ranked.map(({ projectId }) => projectId).sort()).toEqual(list.map(({ projectId }) => projectId));
      expect(ranked.map(worthOf)).toEqual(list.map(worthOf).sort());
      for (const entry of ranked) {
        const better = list.filter((other) => worthOf(other) < worthOf(entry)).length;
        expect(entry.place).toBe(better + 1);
      }
    }),
  );
});

test('the reason given is the first criterion in which a candidate differs from the one above', () => {
  fc.assert(
    fc.property(candidates, (list) => {
      const ranked = rank(list, TIE_RULE);
      ranked.slice(1).forEach((entry, index) => {
        const above = ranked[index] as Candidate;
        const reasons = [
          ...(above.score === entry.score ? [] : ['score']),
          ...TIE_RULE.filter((key) => above.tieScores[key] !== entry.tieScores[key]).map(
            (key) => `tie:${key}`,
          ),
          ...(above.submittedAtMs === entry.submittedAtMs ? [] : ['submittedAt']),
          'equal',
        ];
        expect(entry.because).toBe(reasons[0]);
      });
    }),
  );
});
