import { checkCreditCode } from '../../../domain/credit-code';
import { makeCreditCode } from '../../../scripts/demo/play/credit-codes';

describe('a synthetic credit code', () => {
  it('passes its checks, is the same again in its run and another in the next', () => {
    const codes = ['a', 'b', 'c'].flatMap((run) =>
      Array.from({ length: 200 }, (_, index) => makeCreditCode('serviceAgency', run, `a${index}`)),
    );
    expect(codes.every((code) => checkCreditCode(code).valid)).toBe(true);
    expect(new Set(codes).size).toBe(600);
    expect(makeCreditCode('serviceAgency', 'a', 'a0')).toBe(codes[0]);
  });
});
