import type { PaymentState } from '../../domain/payment/payment.rules';
import type { ProjectState } from '../../domain/project/project.state';
import type { RoundState } from '../../domain/round/round.state';
import type { FundState, Reservation } from '../../domain/fund/fund.rules';
import type { Store } from '../../store/connect';
import { readEntries } from '../../store/ledger.repository';
import { fromDocument, readView, readViews, viewsOf } from '../../store/views.repository';

export type FundedProject = Pick<
  ProjectState,
  'id' | 'stage' | 'award' | 'agreement' | 'money' | 'tranches' | 'settledAt'
>;

/** What a fund's ledger says it did for one project, in fen. */
export interface FundRecord {
  committedFen: number;
  paidFen: number;
  releasedFen: number;
  returnedFen: number;
}

/** What a fund keeps of a round: the reservation, what it once set aside by request, and each project's record. */
export interface FundSide {
  fundId: string;
  reservation: Reservation | null;
  reservedByRequest: Map<string, number>;
  byProject: Map<string, FundRecord>;
}

/** Everything that was promised within one round, as each side has it. */
export interface RoundMoney {
  round: RoundState;
  projects: FundedProject[];
  payments: PaymentState[];
  funds: FundSide[];
}

interface MoneyData {
  reservationId: string;
  projectId?: string;
  amountFen: number;
  requestId?: string;
  from?: 'reserved' | 'committed';
}

const NOTHING: FundRecord = { committedFen: 0, paidFen: 0, releasedFen: 0, returnedFen: 0 };

/** Which of a record's figures a fact adds to; money released from what was only reserved is no project's. */
function figureOf(type: string, { from }: MoneyData): keyof FundRecord | null {
  if (type === 'moneyCommitted') return 'committedFen';
  if (type === 'moneyPaid') return 'paidFen';
  if (type === 'moneyTakenBack') return 'returnedFen';
  return type === 'moneyReleased' && from === 'committed' ? 'releasedFen' : null;
}

const MONEY_FACTS = ['moneyReserved', 'moneyCommitted', 'moneyPaid', 'moneyReleased', 'moneyTakenBack'];

async function readFundSide(store: Store, roundId: string, fundId: string): Promise<FundSide> {
  const fund = await readView<FundState>(store, 'fund', fundId);
  const side: FundSide = {
    fundId,
    reservation: fund?.reservations[roundId] ?? null,
    reservedByRequest: new Map(),
    byProject: new Map(),
  };
  for (const { type, data } of await readEntries(store, fundId, { types: MONEY_FACTS })) {
    const money = data as MoneyData;
    if (money.reservationId !== roundId) continue;
    const figure = figureOf(type, money);
    if (type === 'moneyReserved') side.reservedByRequest.set(money.requestId ?? '', money.amountFen);
    if (figure === null) continue;
    const projectId = money.projectId ?? '';
    const record = side.byProject.get(projectId) ?? NOTHING;
    side.byProject.set(projectId, { ...record, [figure]: record[figure] + money.amountFen });
  }
  return side;
}

/** Reads all sides of one round's money, the side that follows before the side that leads. */
export async function readRoundMoney(store: Store, roundId: string): Promise<RoundMoney | null> {
  const fields = { stage: 1, award: 1, agreement: 1, money: 1, tranches: 1, settledAt: 1, version: 1 };
  const documents = await viewsOf(store, 'project')
    .find({ roundId, award: { $ne: null } }, { projection: fields })
    .sort({ _id: 1 })
    .toArray();
  const projects = documents.map((document) => fromDocument<FundedProject>(document));
  const paymentIds = projects.flatMap(({ tranches }) => tranches.map(({ paymentId }) => paymentId));
  const payments = await readViews<PaymentState>(store, 'payment', paymentIds);
  const round = await readView<RoundState>(store, 'round', roundId);
  if (!round) return null;
  const fundIds = new Set([
    ...round.sources.map(({ fundId }) => fundId),
    ...projects.flatMap(({ award }) => award?.fundId ?? []),
  ]);
  const funds: FundSide[] = [];
  for (const fundId of fundIds) funds.push(await readFundSide(store, roundId, fundId));
  return { round, projects, payments, funds };
}
