import type { FundReply } from '../../../contracts/fund';
import { formatFen, sumFen } from '../../../domain/money';
import { finding, type Finding } from '../checks/finding';
import { fenOfYuan } from '../play/money';
import { totalsOf } from '../report/story-table';
import { EXPECTED_EXCEPTIONS, type Ended } from './exceptions';
import { EXPECTED_PROJECTS, EXPECTED_TOTALS } from './expected.fixture';

function isAsExpected({ serial, project }: Ended): boolean {
  const expected = EXPECTED_PROJECTS[serial];
  if (!expected) return false;
  const { stage, award, money } = project;
  return (
    stage === expected.stage &&
    (award?.amount.amount ?? 0) === fenOfYuan(expected.awardYuan) &&
    money.paid.amount === fenOfYuan(expected.paidYuan) &&
    money.returned.amount === fenOfYuan(expected.returnedYuan)
  );
}

/** Whether the round ended as the story says: every project, every exception, every sum. */
export function checkStory(
  all: readonly Ended[],
  funds: readonly FundReply[],
  exceptions: readonly string[],
): Finding[] {
  const others = all.filter((ended) => !isAsExpected(ended)).map(({ serial }) => serial);
  const { paidFen, returnedFen } = totalsOf(all.map(({ project }) => project));
  const netFen = paidFen - returnedFen;
  const availableFen = sumFen(funds.map(({ balances }) => balances.available.amount));
  const sums = [paidFen, returnedFen, netFen, availableFen];
  const { paidYuan, returnedYuan, netYuan, availableYuan } = EXPECTED_TOTALS;
  const expected = [paidYuan, returnedYuan, netYuan, availableYuan].map(fenOfYuan);
  return [
    finding(
      others.length === 0,
      '各项目结果 / every project ended as told',
      others.length === 0 ? String(all.length) : `≠ ${others.join(', ')}`,
    ),
    finding(
      exceptions.length === EXPECTED_EXCEPTIONS,
      '特殊情形 / what did not go the usual way',
      String(exceptions.length),
    ),
    finding(
      sums.every((sum, index) => sum === expected[index]),
      '合计 / sums',
      `拨付 paid ${formatFen(paidFen)} · 净额 net ${formatFen(netFen)} · 可用 available ${formatFen(availableFen)}`,
    ),
  ];
}
