import type { z } from 'zod';
import type {
  PublicFund,
  PublicNotice,
  PublicProject,
  PublicRound,
  Verification,
} from '../../contracts/summaries';
import { maskText } from '../../domain/masking';
import { balancesOf, type FundState } from '../../domain/fund/fund.rules';
import type { ProjectState } from '../../domain/project/project.state';
import type { RoundState } from '../../domain/round/round.state';
import type { Page } from '../../store/listing';
import { fromDocument, viewsOf } from '../../store/views.repository';
import type { Call } from '../http/define-route';
import { presentMoney } from '../presenters/money.presenter';
import { listViews, type ListQuery } from './lists';

/** Projects that the public pays for, from their agreement on. */
const FUNDED_STAGES = ['implementation', 'evaluation', 'closeout', 'closed'];

const mapPage = <State, Item>(page: Page<State>, present: (state: State) => Item): Page<Item> => ({
  ...page,
  items: page.items.map(present),
});

export async function listPublicRounds(
  call: Call,
  query: ListQuery,
): Promise<Page<z.infer<typeof PublicRound>>> {
  const page = await listViews<RoundState>(call, 'round', query, { phase: 'published' });
  return mapPage(page, ({ id, number, name, phase, opensAt, closesAt, budgetFen, programme }) => ({
    id,
    number,
    name,
    phase,
    opensAt,
    closesAt,
    budget: presentMoney(budgetFen),
    programme,
  }));
}

/** Awards that anybody may object to now. Nothing personal: organisations and sums only. */
export async function listPublicNotices(
  call: Call,
  query: ListQuery,
): Promise<Page<z.infer<typeof PublicNotice>>> {
  const page = await listViews<ProjectState>(call, 'project', query, { stage: 'notice' });
  return mapPage(page, ({ id, number, application, roundId, award, noticeEndsAt }) => ({
    projectId: id,
    number,
    title: maskText(application?.title ?? ''),
    organizationName: application?.organizationName ?? '',
    roundId,
    amount: presentMoney(award?.amountFen ?? 0),
    noticeEndsAt,
  }));
}

export async function listPublicProjects(
  call: Call,
  query: ListQuery,
): Promise<Page<z.infer<typeof PublicProject>>> {
  const page = await listViews<ProjectState>(call, 'project', query, { stage: { $in: FUNDED_STAGES } });
  return mapPage(page, ({ id, number, application, stage, award, money, grade }) => ({
    id,
    number,
    title: maskText(application?.title ?? ''),
    summary: maskText(application?.summary ?? ''),
    categories: application?.categories ?? [],
    organizationName: application?.organizationName ?? '',
    stage,
    award: award && presentMoney(award.amountFen),
    paid: presentMoney(money.paidFen),
    grade,
  }));
}

export async function listPublicFunds(
  call: Call,
  query: ListQuery,
): Promise<Page<z.infer<typeof PublicFund>>> {
  const page = await listViews<FundState>(call, 'fund', query, {});
  return mapPage(page, (fund) => {
    const { receivedFen, paidFen, returnedFen } = balancesOf(fund);
    return {
      id: fund.id,
      name: fund.name,
      kind: fund.fundKind,
      received: presentMoney(receivedFen),
      paid: presentMoney(paidFen),
      returned: presentMoney(returnedFen),
    };
  });
}

/** Whether a document with this hash is an agreement of ours. */
export async function verifyDocument(call: Call, sha256: string): Promise<z.infer<typeof Verification>> {
  const found = await viewsOf(call.deps.store, 'project').findOne({ 'agreement.sha256': sha256 });
  if (!found) return { sha256, known: false, document: null };
  const { number, agreement } = fromDocument<ProjectState>(found);
  const concludedAt = agreement?.concludedAt ?? null;
  return { sha256, known: true, document: { kind: 'agreement', projectNumber: number, concludedAt } };
}
