import { languageOf } from '../../../api/http/language';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['zh-CN', 'zh'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['fr, en;q=0.5, zh;q=0.4', 'en'],
    ['en;q=0.4, zh-CN;q=0.5', 'zh'],
    ['fr', 'zh'],
    ['*', 'zh'],
    ['english', 'zh'],
    ['ZH-tw', 'zh'],
    ['EN-us', 'en'],
  ])('for %p is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
