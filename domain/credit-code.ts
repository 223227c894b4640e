/** The 31 characters of a unified social credit code; a character's value is its place (GB 32100-2015). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** The characters of an organisation code, letters counting from 10 to 35 (GB 11714). */
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const ORGANISATION_CHECKS = '0123456789X';
const MODULUS = ALPHABET.length;

export type CreditCodeFault = 'length' | 'alphabet' | 'organisationCheck' | 'check';

export interface CreditCodeCheck {
  valid: boolean;
  /** The first fault, in the order length, alphabet, position 17, position 18. */
  reason?: CreditCodeFault;
}

/** Position 17: the check of the organisation code in positions 9 to 16. */
function organisationCheckOf(code: string): string | undefined {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, index) => total + weight * ORGANISATION_ALPHABET.indexOf(code.charAt(8 + index)),
    0,
  );
  return ORGANISATION_CHECKS[(11 - (sum % 11)) % 11];
}

/** Position 18: the check of all that stands before it, with the powers of 3 modulo 31 as weights. */
function checkOf(code: string): string | undefined {
  let weight = 1;
  let sum = 0;
  for (const character of code.slice(0, 17)) {
    sum += weight * ALPHABET.indexOf(character);
    weight = (weight * 3) % MODULUS;
  }
  return ALPHABET[(MODULUS - (sum % MODULUS)) % MODULUS];
}

/**
 * Adds both check characters to the first sixteen: for synthetic codes that pass, as demonstrations and tests need them.
 * Nobody may have the code that comes out; the caller chooses a body that no authority gives.
 */
export function completeCreditCode(body: string): string {
  const organisationCheck = organisationCheckOf(body) ?? '';
  return `${body}${organisationCheck}${checkOf(`${body}${organisationCheck}`) ?? ''}`;
}

/**
 * Checks a 统一社会信用代码 by its two check characters, upper case, without spaces. Some genuine early codes fail, so a
 * caller may let a failure through on evidence. Neither the region nor the registering department is looked up.
 */
export function checkCreditCode(code: string): CreditCodeCheck {
  const reason = findFault(code);
  return reason === undefined ? { valid: true } : { valid: false, reason };
}

function findFault(code: string): CreditCodeFault | undefined {
  if (code.length !== 18) return 'length';
  if ([...code].some((character) => !ALPHABET.includes(character))) return 'alphabet';
  if (organisationCheckOf(code) !== code[16]) return 'organisationCheck';
  return checkOf(code) === code[17] ? undefined : 'check';
}
