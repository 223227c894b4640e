import fc from 'fast-check';
import { countCharacters, queryTerms, searchTerms } from '../../domain/text';

const han = fc
  .array(fc.constantFrom(...'社区养老志愿服务儿童𠮷'), { minLength: 1, maxLength: 12 })
  .map((list) => list.join(''));
const word = fc
  .array(fc.constantFrom(...'abcXYZ019é'), { minLength: 1, maxLength: 8 })
  .map((list) => list.join(''));
const text = fc
  .array(fc.oneof(han, word), { minLength: 1, maxLength: 12 })
  .map((runs) => ({ runs, text: runs.join('，') }));

test('any part of a Han phrase, and any whole word, finds the text it comes from', () => {
  const cut = fc.tuple(text, fc.nat(), fc.nat(), fc.nat());
  fc.assert(
    fc.property(cut, ([{ runs, text: whole }, pick, from, length]) => {
      const run = [...(runs[pick % runs.length] ?? '')];
      const isHan = /^\p{Script=Han}/u.test(run.join(''));
      const start = isHan ? from % run.length : 0;
      const part = isHan ? run.slice(start, start + 1 + (length % (run.length - start))) : run;
      const asked = queryTerms(part.join(''));
      expect(asked.length).toBeGreaterThan(0);
      expect(searchTerms(whole)).toEqual(expect.arrayContaining(asked));
    }),
    { numRuns: 500 },
  );
});

test('terms of any text are unique, and none is empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (anything) => {
      for (const terms of [searchTerms(anything), queryTerms(anything)]) {
        expect(new Set(terms).size).toBe(terms.length);
        expect(terms).not.toContain('');
      }
    }),
  );
});

test('no text counts more characters than it has code points', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-composite' }), (anything) => {
      expect(countCharacters(anything)).toBeLessThanOrEqual([...anything].length);
    }),
  );
});
