import { FundReply } from '../../../contracts/fund';
import type { PaymentReply, ProjectReply } from '../../../contracts/project-reply';
import { formatFen, sumFen } from '../../../domain/money';
import type { Person } from '../http/person';
import { finding, type Finding } from './finding';
import { readFacts } from './read-all';

/** What a fund shows, held against what it was given, paid and got back elsewhere. */
export interface FundAccount {
  fund: FundReply;
  donatedFen: number;
  postedFen: number;
  returnedFen: number;
}

const sumWhere = <Item>(
  items: readonly Item[],
  holds: (item: Item) => boolean,
  fenOf: (item: Item) => number,
) => sumFen(items.filter(holds).map(fenOf));

/** Nothing is reserved or promised any more: what projects and rounds had to tell the fund has arrived. */
const isSettled = ({ balances: { reserved, committed } }: FundReply): boolean =>
  reserved.amount === 0 && committed.amount === 0;

export const awaitSettled = (reader: Person, fundId: string): Promise<FundReply> =>
  reader.until(FundReply, `/funds/${fundId}`, isSettled);

/** Reads a fund and reckons its sums anew from its donations, the payments and the projects. */
export async function readAccount(
  reader: Person,
  fundId: string,
  payments: readonly PaymentReply[],
  projects: readonly ProjectReply[],
): Promise<FundAccount> {
  const fund = await reader.get(FundReply, `/funds/${fundId}`);
  const facts = await readFacts(reader, `/funds/${fundId}/ledger`);
  return {
    fund,
    donatedFen: sumWhere(
      facts,
      ({ type }) => type === 'donationReceived',
      ({ data }) => (data as { amountFen: number }).amountFen,
    ),
    postedFen: sumWhere(
      payments,
      (payment) => payment.fundId === fundId && payment.status === 'posted',
      ({ amount }) => amount.amount,
    ),
    returnedFen: sumWhere(
      projects,
      ({ award }) => award?.fundId === fundId,
      ({ money }) => money.returned.amount,
    ),
  };
}

/** Received + returned = reserved + committed + paid + available, and each as reckoned elsewhere: to the fen. */
export function checkAccount({ fund, donatedFen, postedFen, returnedFen }: FundAccount): Finding {
  const { received, returned, reserved, committed, paid, available } = fund.balances;
  const inFen = sumFen([received.amount, returned.amount]);
  const outFen = sumFen([reserved, committed, paid, available].map(({ amount }) => amount));
  const isTrue =
    inFen === outFen &&
    received.amount === donatedFen &&
    paid.amount === postedFen &&
    returned.amount === returnedFen;
  return finding(
    isTrue,
    `资金平衡 / the fund balances: ${fund.name}`,
    `${formatFen(received.amount)} + ${formatFen(returned.amount)} = ${formatFen(outFen)}` +
      ` · 拨款 payments ${formatFen(postedFen)} · 退回 returns ${formatFen(returnedFen)}`,
  );
}
