const GRAPHEMES = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * How many characters a person sees: an emoji with its modifiers, a letter with its accents and a line break count as
 * one each, spaces count too. For limits shown beside a form and held when it is submitted; not for a workflow's
 * decisions, because what counts as one character follows the version of Unicode the runtime knows.
 */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _segment of GRAPHEMES.segment(text)) count += 1;
  return count;
}

/** A run of Han characters, or of other letters and digits with the marks that belong to them. */
const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;
const HAN = /^\p{Script=Han}/u;

/** No title or summary needs more; a longer text would burden every write with its index entries. */
const MOST_TERMS = 2000;
/** A question longer than this is a text pasted by mistake. */
const MOST_QUERY_TERMS = 32;

const runsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(RUNS) ?? [];

const bigramsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, index) => (characters[index] ?? '') + character);

function firstTerms(terms: Iterable<string>, limit: number): string[] {
  const unique = new Set<string>();
  for (const term of terms) {
    if (unique.size >= limit) break;
    unique.add(term);
  }
  return [...unique];
}

/**
 * The terms under which a text is found: every Han character and every two Han neighbours, other words whole and in
 * lower case. No dictionary of words is asked: it cuts a phrase differently alone than in its sentence, and differently
 * in the next release of the runtime, so a question would miss texts that hold it. Unique, in the text's order, at most
 * `limit`, so what comes first in the text is what stays findable.
 */
export const searchTerms = (text: string, limit = MOST_TERMS): string[] =>
  firstTerms(
    runsOf(text).flatMap((run) => (HAN.test(run) ? [...run, ...bigramsOf([...run])] : [run])),
    limit,
  );

/**
 * The terms a text must all have to answer a question: a single Han character as it is, a longer run of them by its
 * pairs, other words whole. Empty for a question without a letter or digit. Every part of a text's run of Han
 * characters, and every word of it, asks only for terms that `searchTerms` gives for that text.
 */
export const queryTerms = (question: string): string[] =>
  firstTerms(
    runsOf(question).flatMap((run) => {
      const characters = [...run];
      return HAN.test(run) && characters.length > 1 ? bigramsOf(characters) : [run];
    }),
    MOST_QUERY_TERMS,
  );
