import { countCharacters, queryTerms, searchTerms } from '../../domain/text';

describe('counting characters as people do', () => {
  test.each([
    ['公益创投', 4],
    ['𠮷野家', 3],
    ['e\u0301te\u0301', 3],
    ['👨‍👩‍👧‍👦', 1],
    ['👍🏽好', 2],
    ['🇨🇳', 1],
    ['a b', 3],
    ['', 0],
  ])('"%s" has %d', (text, count) => {
    expect(countCharacters(text)).toBe(count);
  });

  test('a line break counts once, however the browser writes it', () => {
    for (const text of ['一\n二\n三', '一\r\n二\r\n三', '一\r二\r三']) expect(countCharacters(text)).toBe(5);
  });
});

describe('search terms of a text', () => {
  test('Han characters are found alone and in pairs, other words whole and in lower case', () => {
    expect(searchTerms('社区Elderly Care养老2026')).toEqual([
      '社',
      '区',
      '社区',
      'elderly',
      'care',
      '养',
      '老',
      '养老',
      '2026',
    ]);
  });

  test('punctuation parts words, and a project number is found by its parts', () => {
    expect(searchTerms('YC-2026-0003-0017')).toEqual(['yc', '2026', '0003', '0017']);
    expect(searchTerms('邻里、互助')).not.toContain('里互');
  });

  test('full-width letters and digits are found as the ordinary ones', () => {
    expect(searchTerms('ＡＢＣ１２３')).toEqual(['abc123']);
  });

  test('each term comes once, and no more of them than the limit, the first ones', () => {
    expect(searchTerms('好好好')).toEqual(['好', '好好']);
    expect(searchTerms('one two three', 2)).toEqual(['one', 'two']);
    expect(searchTerms('字'.repeat(20_000))).toHaveLength(2);
  });

  test('rare Han characters beyond the first plane are kept whole', () => {
    expect(searchTerms('𠮷𠮷')).toEqual(['𠮷', '𠮷𠮷']);
  });

  test('a text of signs only has no terms', () => {
    expect(searchTerms('——！？ 👍')).toEqual([]);
  });
});

describe('terms of a question', () => {
  test('a run of Han characters asks for its pairs, a single one for itself, a word for itself', () => {
    expect(queryTerms('志愿者')).toEqual(['志愿', '愿者']);
    expect(queryTerms('老')).toEqual(['老']);
    expect(queryTerms('Care 养老')).toEqual(['care', '养老']);
  });

  test('a pasted page asks for its beginning only', () => {
    const page = Array.from({ length: 500 }, (_, index) => `w${index}`).join(' ');
    expect(queryTerms(page)).toHaveLength(32);
  });

  test('a question of signs only asks for nothing', () => {
    expect(queryTerms('？ *.*')).toEqual([]);
  });
});
