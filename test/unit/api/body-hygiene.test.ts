import fc from 'fast-check';
import { assertClean, parseJson } from '../../../api/http/body-hygiene';
import { InputError } from '../../../api/http/input-error';

const placeOf = (text: string): string => {
  try {
    parseJson(text);
    return 'taken';
  } catch (error) {
    if (error instanceof InputError) return error.issues[0]?.path.join('.') ?? '';
    throw error;
  }
};

describe('a body', () => {
  it.each([
    ['{"a": {"$gt": ""}}', 'a.$gt'],
    ['{"list": [1, {"__proto__": {}}]}', 'list.1.__proto__'],
    ['{"constructor": 1}', 'constructor'],
    ['{"a.b": 1}', 'a.b'],
    ['{"a": ["x", "n\\u0000l"]}', 'a.1'],
    ['{"a": "\\ud800"}', 'a'],
    ['{"a\\u0000": 1}', 'a\0'],
  ])('of %s is refused at its place', (text, place) => {
    expect(placeOf(text)).toBe(place);
  });

  it('of ordinary words and numbers is taken, emoji and line breaks too', () => {
    expect(placeOf('{"标题": "送餐 🍚\\n第二行", "n": [1, 2.5, null, true]}')).toBe('taken');
  });

  it('that is no JSON is said to be none', () => {
    expect(() => parseJson('{')).toThrow('MALFORMED_JSON');
  });

  it('is clean or refused, and never anything else, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 40 }), (value) => {
        try {
          assertClean(value);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});
