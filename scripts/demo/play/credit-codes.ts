import { createHash } from 'node:crypto';
import { completeCreditCode } from '../../../domain/credit-code';

/** What a code's organisation number is made of here: the letters that both check rules know. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const NUMBER_LENGTH = 8;
/** Of no region there is, so that no authority has given or will give a code that begins like this. */
const REGION = '330499';

/** The department and the kind of registration that a code begins with (GB 32100). */
const REGISTERS = { association: '51', serviceAgency: '52', foundation: '53' } as const;
export type RegisteredType = keyof typeof REGISTERS;

/** A synthetic code that passes its checks; the same name of the same run always has the same. */
export function makeCreditCode(type: RegisteredType, run: string, name: string): string {
  const digest = createHash('sha256').update(`${run}:${name}`).digest();
  const characters = [...digest.subarray(0, NUMBER_LENGTH)].map((byte) =>
    CHARACTERS.charAt(byte % CHARACTERS.length),
  );
  return completeCreditCode(`${REGISTERS[type]}${REGION}${characters.join('')}`);
}
