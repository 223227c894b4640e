import type { PaymentState } from '../../domain/payment/payment.rules';
import { isEnded } from '../../domain/project/project-lifecycle';
import { requestIdOf } from '../../domain/round/decision.rules';
import type { Finding } from './finding';
import type { FundedProject, FundRecord, FundSide, RoundMoney } from './round-money';

const broken = (aggregate: Finding['aggregate'], id: string, detail: string): Finding => ({
  kind: 'broken',
  aggregate,
  id,
  detail,
});

/** What a project's own state says that its fund has done for it, in fen. */
function expectedRecord({ agreement, money, settledAt }: FundedProject): FundRecord {
  const isCommitted = agreement?.concludedAt != null;
  return {
    committedFen: isCommitted ? money.awardFen : 0,
    paidFen: money.paidFen,
    releasedFen: isCommitted && settledAt !== null ? money.awardFen - money.paidFen : 0,
    returnedFen: money.returnedFen,
  };
}

const FIGURES: Record<keyof FundRecord, string> = {
  committedFen: '承诺 / committed',
  paidFen: '支付 / paid',
  releasedFen: '释放 / released',
  returnedFen: '退回 / returned',
};

const NO_RECORD: FundRecord = { committedFen: 0, paidFen: 0, releasedFen: 0, returnedFen: 0 };

function compareProject(project: FundedProject, funds: FundSide[]): Finding[] {
  const fundId = project.award?.fundId ?? '';
  const record = funds.find((fund) => fund.fundId === fundId)?.byProject.get(project.id) ?? NO_RECORD;
  const expected = expectedRecord(project);
  return (Object.keys(FIGURES) as (keyof FundRecord)[])
    .filter((figure) => record[figure] !== expected[figure])
    .map((figure) =>
      broken(
        'project',
        project.id,
        `${FIGURES[figure]}: 项目 / project ${expected[figure]}, 基金 / fund ${fundId} ${record[figure]}`,
      ),
    );
}

/** Which states of a payment fit a tranche's. A tranche that is due may be paid for already: the news is on its way. */
const FITTING: Record<FundedProject['tranches'][number]['status'], (PaymentState['status'] | 'none')[]> = {
  waiting: ['none'],
  due: ['requested', 'approved', 'confirmed', 'parked'],
  paid: ['posted'],
  cancelled: ['none', 'cancelled'],
};

function compareTranches({ id, tranches }: FundedProject, payments: Map<string, PaymentState>): Finding[] {
  return tranches.flatMap(({ key, status, paymentId, amountFen }) => {
    const payment = payments.get(paymentId);
    const state = payment?.status ?? 'none';
    const differs = payment !== undefined && status === 'paid' && payment.amountFen !== amountFen;
    if (FITTING[status].includes(state) && !differs) return [];
    const paid = payment ? `${state} ${payment.amountFen}` : state;
    return [
      broken(
        'project',
        id,
        `拨款 / tranche ${key}: ${status} ${amountFen}, 付款单 / payment ${paymentId}: ${paid}`,
      ),
    ];
  });
}

/** What a round still holds of a fund: awards that are not signed for, and what came free and waits in its pool. */
function heldFen({ round, projects }: RoundMoney, fundId: string): number {
  const outstanding = projects.filter(
    ({ award, agreement, stage }) =>
      award?.fundId === fundId && agreement?.concludedAt == null && !isEnded(stage),
  );
  return outstanding.reduce((sum, { money }) => sum + money.awardFen, round.pool[fundId] ?? 0);
}

/** What the round decided to spend of a fund, against what the fund set aside for that decision. */
function compareDecision({ round }: RoundMoney, { fundId, reservedByRequest }: FundSide): Finding[] {
  const { decision } = round;
  if (round.phase !== 'decided' || !decision) return [];
  const decided = decision.totals.find((total) => total.fundId === fundId)?.amountFen ?? 0;
  const reserved = reservedByRequest.get(requestIdOf(decision.decisionId, fundId)) ?? 0;
  if (decided === reserved) return [];
  const detail = `决定总额 / decided ${decided}, 基金预留 / fund ${fundId} reserved ${reserved}`;
  return [broken('round', round.id, detail)];
}

function compareReservation(money: RoundMoney, { fundId, reservation }: FundSide): Finding[] {
  const { round } = money;
  // Until every project knows of the decision, what is held is held for projects that do not say so yet.
  if (round.phase !== 'decided' || !round.decision?.delivered) return [];
  const held = heldFen(money, fundId);
  const left = reservation?.reservedFen ?? 0;
  if (held === left) return [];
  const detail = `未签资助与待用余额 / unsigned awards and pool ${held}, 基金在留 / fund ${fundId} still reserves ${left}`;
  return [broken('round', round.id, detail)];
}

/** Money in a fund's record for projects that know nothing of it. */
function compareUnknown({ projects }: RoundMoney, { fundId, byProject }: FundSide): Finding[] {
  const known = new Set(projects.filter(({ award }) => award?.fundId === fundId).map(({ id }) => id));
  return [...byProject.keys()]
    .filter((projectId) => !known.has(projectId))
    .map((projectId) =>
      broken(
        'fund',
        fundId,
        `项目 ${projectId} 没有该基金的资助 / project ${projectId} has no award from this fund`,
      ),
    );
}

/** Compares what the aggregates of one round have promised each other. Pure: the sides as they were read. */
export function comparePromises(money: RoundMoney): Finding[] {
  const payments = new Map(money.payments.map((payment) => [payment.id, payment]));
  return [
    ...money.funds.flatMap((fund) => [
      ...compareDecision(money, fund),
      ...compareReservation(money, fund),
      ...compareUnknown(money, fund),
    ]),
    ...money.projects.flatMap((project) => [
      ...compareProject(project, money.funds),
      ...compareTranches(project, payments),
    ]),
  ];
}
