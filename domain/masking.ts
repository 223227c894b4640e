const HAN_FIRST = /^\p{Script=Han}/u;

/**
 * A person's name as the public may see it (Personal Information Protection Law): of a Chinese name the first
 * character, with one star for each of the others (张*, 张**); of any other name the first letter and three stars, so
 * that not even the length is told. A name of a single character is hidden altogether.
 */
export function maskName(name: string): string {
  const characters = [...name.normalize('NFC').trim()];
  const [first, ...others] = characters;
  if (first === undefined) return '';
  if (others.length === 0) return '*';
  return first + (HAN_FIRST.test(first) ? '*'.repeat(others.length) : '***');
}

/** A mobile number of mainland China: eleven digits from 13 to 19, with or without the country code. */
const MOBILE = /^(?:(?:00)?86)?(1[3-9]\d{9})$/;

/**
 * A telephone number as the public may see it: of a mobile number the first three and the last four digits
 * (138****1234), whatever spaces or country code it was written with; of any other number the last two digits only.
 */
export function maskPhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/\D/g, '');
  const mobile = MOBILE.exec(digits)?.[1];
  if (mobile !== undefined) return `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
  return digits.length < 5 ? '****' : `****${digits.slice(-2)}`;
}

const NUMBER_IN_TEXT = /(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g;
const ADDRESS_IN_TEXT = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g;

/** A free text as the public may see it: mobile numbers and mail addresses that somebody wrote into it are masked. */
export const maskText = (text: string): string =>
  text
    .replace(NUMBER_IN_TEXT, maskPhone)
    .replace(ADDRESS_IN_TEXT, (address) => `${address.charAt(0)}***@***`);
