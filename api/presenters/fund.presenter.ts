import type { FundReply } from '../../contracts/fund';
import { balancesOf, type FundState } from '../../domain/fund/fund.rules';
import { presentMoney } from './money.presenter';

export function presentFund(state: FundState): FundReply {
  const balances = balancesOf(state);
  return {
    id: state.id,
    version: state.version,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    name: state.name,
    kind: state.fundKind,
    purposeTags: state.purposeTags,
    balances: {
      received: presentMoney(balances.receivedFen),
      reserved: presentMoney(balances.reservedFen),
      committed: presentMoney(balances.committedFen),
      paid: presentMoney(balances.paidFen),
      returned: presentMoney(balances.returnedFen),
      available: presentMoney(balances.availableFen),
    },
    donations: { money: state.donationCount, inKind: state.inKindCount },
  };
}
