export type Language = 'zh' | 'en';

/** The first language of the header that we speak; Chinese where none is asked for. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const asked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', q = 'q=1'] = part.trim().split(';');
      return { tag: tag.toLowerCase(), quality: Number(q.replace(/^\s*q=/, '')) || 0 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((left, right) => right.quality - left.quality)
    .map(({ tag }) => tag)
    .find((tag) => /^(zh|en)\b/.test(tag));
  return asked?.startsWith('en') ? 'en' : 'zh';
}
