import { FUND_RULES, type FundState } from '../../domain/fund/fund.rules';
import { AggregateRun, type Start } from '../engine/aggregate-run';

/** One fund, the only writer of its balance: whatever would overdraw it is refused here, under any interleaving. */
export async function fundWorkflow(start: Start<FundState, null>): Promise<void> {
  const fund = new AggregateRun(FUND_RULES, start);
  if (!(await fund.hasBegun())) return;
  await fund.until(() => fund.hasEnded);
  await fund.finish();
}
