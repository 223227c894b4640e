import type { FundReply } from '../../../contracts/fund';
import { formatFen, sumFen } from '../../../domain/money';
import { formatTable, type Column } from './table';

const BALANCES = ['received', 'reserved', 'committed', 'paid', 'returned', 'available'] as const;

const COLUMNS: readonly Column[] = [
  { heading: '资金 Fund' },
  { heading: '收入 Received', align: 'right' },
  { heading: '预留 Reserved', align: 'right' },
  { heading: '承诺 Committed', align: 'right' },
  { heading: '拨付 Paid', align: 'right' },
  { heading: '退回 Returned', align: 'right' },
  { heading: '可用 Available', align: 'right' },
];

/** The funds as they stand at the end, and what they are together. */
export function formatFunds(funds: readonly FundReply[]): string {
  const rows = funds.map(({ name, balances }) => [
    name,
    ...BALANCES.map((key) => formatFen(balances[key].amount)),
  ]);
  const total = [
    '合计 Total',
    ...BALANCES.map((key) => formatFen(sumFen(funds.map(({ balances }) => balances[key].amount)))),
  ];
  return formatTable(COLUMNS, [...rows, total]);
}
