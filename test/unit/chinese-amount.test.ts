import fc from 'fast-check';
import { chineseAmount } from '../../domain/chinese-amount';

describe('an amount in characters', () => {
  it.each([
    [0, '人民币零元整'],
    [1, '人民币壹分'],
    [10, '人民币壹角整'],
    [15, '人民币壹角伍分'],
    [100, '人民币壹元整'],
    [105, '人民币壹元零伍分'],
    [1_000, '人民币壹拾元整'],
    [10_050, '人民币壹佰元伍角整'],
    [4_200_000, '人民币肆万贰仟元整'],
    [100_500_000, '人民币壹佰万伍仟元整'],
    [100_000_500, '人民币壹佰万零伍元整'],
    [1_000_100_00, '人民币壹佰万零壹佰元整'],
    [10_000_000_000, '人民币壹亿元整'],
    [10_000_000_100, '人民币壹亿零壹元整'],
    [242_064_500, '人民币贰佰肆拾贰万零陆佰肆拾伍元整'],
    [2_240_000_000, '人民币贰仟贰佰肆拾万元整'],
    [169_032, '人民币壹仟陆佰玖拾元叁角贰分'],
  ])('of %i fen is %s', (amountFen, words) => {
    expect(chineseAmount(amountFen)).toBe(words);
  });

  it('is refused for what is no fen', () => {
    expect(() => chineseAmount(-1)).toThrow('MONEY_INVALID');
    expect(() => chineseAmount(0.5)).toThrow('MONEY_INVALID');
  });

  const DIGITS = '零壹贰叁肆伍陆柒捌玖';
  const UNITS: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 };

  /** Reads a group of at most four places back; the plain reverse of how it is spoken. */
  const readGroup = (text: string): number => {
    let sum = 0;
    let digit = 0;
    for (const character of text) {
      const unit = UNITS[character];
      if (unit === undefined) digit = DIGITS.indexOf(character);
      else {
        sum += digit * unit;
        digit = 0;
      }
    }
    return sum + digit;
  };
  const readYuan = (text: string): number => {
    const [high = '', afterYi = ''] = text.includes('亿') ? text.split('亿') : ['', text];
    const [tenThousands = '', rest = ''] = afterYi.includes('万') ? afterYi.split('万') : ['', afterYi];
    return readGroup(high) * 1e8 + readGroup(tenThousands) * 1e4 + readGroup(rest);
  };
  const read = (words: string): number => {
    const [, yuan = '', jiao = '', fen = ''] =
      /^人民币(?:(.*)元)?零?(?:(.)角)?(?:(.)分)?整?$/.exec(words) ?? [];
    return readYuan(yuan) * 100 + (jiao ? DIGITS.indexOf(jiao) : 0) * 10 + (fen ? DIGITS.indexOf(fen) : 0);
  };

  it('reads back as the amount it was made of, below a trillion fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (amountFen) => {
        expect(read(chineseAmount(amountFen))).toBe(amountFen);
      }),
    );
  });

  it('never speaks two noughts in a row, nor ends its yuan with one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (amountFen) => {
        expect(chineseAmount(amountFen)).not.toMatch(/零零|零元|零万|零亿/);
      }),
    );
  });
});
