import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { checkCreditCode } from '../../domain/credit-code';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const digits = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789'), { minLength: length, maxLength: length })
    .map((list) => list.join(''));
const characters = (length: number) =>
  fc
    .array(fc.constantFrom(...ALPHABET), { minLength: length, maxLength: length })
    .map((list) => list.join(''));

const isValidByOracle = (code: string): boolean => stdnum.CN?.uscc?.validate(code).isValid ?? false;

/** Every completion of a stem by positions 17 and 18 that the rule accepts. */
const completionsOf = (stem: string): string[] =>
  ALPHABET.flatMap((organisation) => ALPHABET.map((check) => stem + organisation + check)).filter(
    (code) => checkCreditCode(code).valid,
  );

test('sixteen characters have one completion, and an independent check accepts it too', () => {
  fc.assert(
    fc.property(digits(8), characters(8), (front, organisation) => {
      const completions = completionsOf(front + organisation);
      expect(completions).toHaveLength(1);
      // The oracle knows no check character 0: it looks for a 32nd character instead of the first.
      for (const code of completions) expect(isValidByOracle(code)).toBe(!code.endsWith('0'));
    }),
    { numRuns: 60 },
  );
});

test('what an independent check refuses for its last character is refused here as well', () => {
  fc.assert(
    fc.property(digits(8), characters(10), (front, back) => {
      const code = front + back;
      if (checkCreditCode(code).valid && !code.endsWith('0')) expect(isValidByOracle(code)).toBe(true);
      if (checkCreditCode(code).reason === 'check') expect(isValidByOracle(code)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('codes that begin with a letter have one completion as well, which the independent check cannot judge', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('A', 'G', 'N', 'Y'),
      digits(7),
      characters(8),
      (letter, front, organisation) => {
        expect(completionsOf(letter + front + organisation)).toHaveLength(1);
      },
    ),
    { numRuns: 20 },
  );
});
