import { checkCreditCode } from '../../domain/credit-code';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const VALID = [
  '51330411TTTT000149',
  '52440104TTTT000228',
  '53310110TTTT00030J',
  '91110000600037341L',
  '91350100M000100Y43',
  'G1610000713522976L',
];

test.each(VALID)('%s passes both checks', (code) => {
  expect(checkCreditCode(code)).toEqual({ valid: true });
});

test.each(VALID)('%s is refused after any change of a single character', (code) => {
  for (let position = 0; position < 18; position += 1)
    for (const character of ALPHABET.replace(code.charAt(position), '')) {
      const changed = code.slice(0, position) + character + code.slice(position + 1);
      expect([changed, checkCreditCode(changed).valid]).toEqual([changed, false]);
    }
});

test.each(VALID)('%s is refused after any swap of two different neighbours', (code) => {
  for (let position = 0; position < 17; position += 1) {
    const [left, right] = [code.charAt(position), code.charAt(position + 1)];
    if (left === right) continue;
    const swapped = code.slice(0, position) + right + left + code.slice(position + 2);
    expect([swapped, checkCreditCode(swapped).valid]).toEqual([swapped, false]);
  }
});

test.each([
  ['52440104TTTT000229', 'check'],
  ['52440104TTTT000238', 'organisationCheck'],
  ['52440104TTTT00022', 'length'],
  ['52440104TTTT0002288', 'length'],
  ['', 'length'],
  ['52440104TTTT00022I', 'alphabet'],
  ['52440104tttt000228', 'alphabet'],
  ['5244 104TTTT000228', 'alphabet'],
  ['５2440104TTTT000228', 'alphabet'],
])('"%s" is refused for its %s', (code, reason) => {
  expect(checkCreditCode(code)).toEqual({ valid: false, reason });
});
