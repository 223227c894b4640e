import { assertFen } from './money';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/** Up to four digits, with one 零 for any run of noughts inside them. */
function wordsOfGroup(group: string): string {
  let words = '';
  let skipped = false;
  for (const [index, digit] of [...group].entries()) {
    if (digit === '0') skipped = true;
    else {
      words += `${skipped && words !== '' ? '零' : ''}${DIGITS[Number(digit)]}${PLACES[group.length - 1 - index]}`;
      skipped = false;
    }
  }
  return words;
}

/** Groups of four digits, the highest first. */
function groupsOf(yuan: string): string[] {
  const padded = yuan.padStart(Math.ceil(yuan.length / 4) * 4, '0');
  return padded.match(/\d{4}/g) ?? [];
}

function wordsOfYuan(yuan: string): string {
  const groups = groupsOf(yuan);
  let words = '';
  let skipped = false;
  for (const [index, group] of groups.entries()) {
    const own = wordsOfGroup(group.replace(/^0+/, ''));
    if (own === '') {
      skipped = true;
      continue;
    }
    // A nought between two groups is spoken once: 拾万零伍佰.
    const gap = words !== '' && (skipped || group.startsWith('0')) ? '零' : '';
    words += `${gap}${own}${GROUPS[groups.length - 1 - index] ?? ''}`;
    skipped = false;
  }
  return words;
}

/** Jiao and fen; 整 where nothing is left after yuan, as bills are written. */
function wordsOfRest(jiao: string, fen: string, hasYuan: boolean): string {
  if (jiao === '0' && fen === '0') return '整';
  const ofJiao = jiao === '0' ? (hasYuan ? '零' : '') : `${DIGITS[Number(jiao)]}角`;
  return `${ofJiao}${fen === '0' ? '整' : `${DIGITS[Number(fen)]}分`}`;
}

/**
 * An amount in the characters that contracts and bills are written with (中文大写金额, by the People's Bank's rules for
 * bills: 正确填写票据和结算凭证的基本规定): 42,000.00 yuan are 人民币肆万贰仟元整. Throws MONEY_INVALID for what is no fen.
 */
export function chineseAmount(amountFen: number): string {
  assertFen(amountFen);
  const digits = String(amountFen).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/^0+/, '');
  const [jiao = '0', fen = '0'] = digits.slice(-2);
  if (amountFen === 0) return '人民币零元整';
  const whole = yuan === '' ? '' : `${wordsOfYuan(yuan)}元`;
  return `人民币${whole}${wordsOfRest(jiao, fen, yuan !== '')}`;
}
