import type { ClientConfig } from '../../../platform/client-config';
import { formatFen } from '../../../domain/money';
import { checkAccount, readAccount } from '../checks/check-funds';
import { checkAsOutsider, checkInStore } from '../checks/check-ledgers';
import { finding } from '../checks/finding';
import { readProjects } from '../checks/read-all';
import { formatCategories } from '../report/categories-table';
import type { Conclusion } from '../report/conclusion';
import { formatFunds } from '../report/funds-table';
import type { Hall } from './hall';
import { LARGE_PROGRAMME } from './large-programme';
import { expectedOutcome, formatOutcome, outcomeOf } from './outcome';
import type { RoundPlan } from './round-plan';

/** Reads how the round stands through the API, and holds it against what it has to come to. */
export async function concludeLarge(
  { auditor, roundId, fundId }: Hall,
  plan: RoundPlan,
  config: ClientConfig,
): Promise<Conclusion> {
  const projects = await readProjects(auditor, roundId);
  const categories = plan.categories.map(({ key }) => key);
  const found = formatOutcome(outcomeOf(projects, categories));
  const expected = formatOutcome(expectedOutcome(plan));
  // The notices have run and nobody has signed: nothing is paid yet, so nothing has come back.
  const account = await readAccount(auditor, fundId, [], []);
  const projectIds = projects.map(({ id }) => id);
  const traces = { projectIds, roundId, fundIds: [fundId], paymentIds: [] };
  const { reserved } = account.fund.balances;
  const findings = [
    finding(
      found === expected,
      '申报、有效、立项、金额 / submitted, valid, funded, yuan',
      found === expected ? found : `${found} ≠ ${expected}`,
    ),
    finding(
      reserved.amount === plan.budgetFen,
      '资金已预留 / the awards are reserved',
      formatFen(reserved.amount),
    ),
    checkAccount(account),
    await checkAsOutsider(auditor, traces),
    ...(await checkInStore(config, traces)),
  ];
  const text = [formatCategories(projects, LARGE_PROGRAMME), formatFunds([account.fund]), found].join('\n\n');
  return { text, findings };
}
