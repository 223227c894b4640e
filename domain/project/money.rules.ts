import { DomainError } from '../domain-error';
import { withoutReminders } from '../timers';
import { areGatesMet } from './gates';
import type { Consequence, ProjectDeciders, ProjectEvolvers, ProjectFact } from './project.vocabulary';
import { receivableFen, trancheDeadlineKey, type ProjectState, type Tranche } from './project.state';
import { moveTo, withDeadline, withoutDeadline } from './stage-moves';

const FUNDED_STAGES = ['implementation', 'evaluation', 'closeout'];

export const decideMoney: ProjectDeciders = {
  stateAudit: (state, payload) => {
    const { awardFen } = state.money;
    if (payload.acceptedFen > awardFen)
      throw new DomainError('AMOUNT_TOO_LARGE', { amount: payload.acceptedFen, limit: awardFen });
    if (state.audit) throw new DomainError('ALREADY_EXISTS', { what: 'audit' });
    return [{ type: 'auditStated', data: payload }];
  },
  // The bank has paid: what a peer reports about a tranche that is no longer open changes nothing.
  settlePayment: (state, { trancheKey, paymentId, amountFen, paidAt }) =>
    isOpen(state, trancheKey)
      ? [{ type: 'tranchePaid', data: { key: trancheKey, paymentId, amountFen, paidAt } }]
      : [],
  cancelPayment: (state, { trancheKey, reason }) =>
    isOpen(state, trancheKey) ? [{ type: 'trancheCancelled', data: { key: trancheKey, reason } }] : [],
  recordReturn: (state, payload) => {
    const limit = receivableFen(state);
    if (payload.amountFen > limit)
      throw new DomainError('AMOUNT_TOO_LARGE', { amount: payload.amountFen, limit });
    return [{ type: 'moneyReturned', data: payload }];
  },
};

const isOpen = (state: ProjectState, key: string): boolean =>
  state.tranches.some((tranche) => tranche.key === key && tranche.status === 'due');

/** An audit that accepts less than the award takes the difference from what is not yet paid, the last tranche first. */
export const reduceTranches: Consequence = (state) => {
  const accepted = state.audit?.acceptedFen;
  if (accepted === undefined || !FUNDED_STAGES.includes(state.stage)) return [];
  let excess = entitledFen(state) - accepted;
  const reductions: ProjectFact[] = [];
  for (const tranche of [...state.tranches].reverse()) {
    if (excess <= 0 || tranche.status !== 'waiting' || tranche.amountFen === 0) continue;
    const cut = Math.min(excess, tranche.amountFen);
    excess -= cut;
    reductions.push({
      type: 'trancheReduced',
      data: { key: tranche.key, amountFen: tranche.amountFen - cut, reason: 'audit' },
    });
  }
  return reductions;
};

const entitledFen = (state: ProjectState): number =>
  state.tranches.reduce((sum, { status, amountFen }) => (status === 'cancelled' ? sum : sum + amountFen), 0);

/** A tranche whose gates are all met falls due, once; one reduced to nothing is cancelled instead. */
export const dueTranches: Consequence = (state, context) => {
  if (!FUNDED_STAGES.includes(state.stage) || !state.award) return [];
  const { fundId } = state.award;
  return state.tranches
    .filter(({ status, gates }) => status === 'waiting' && areGatesMet(state, gates))
    .map(({ key, amountFen, paymentId, payWithin }): ProjectFact => {
      if (amountFen === 0) return { type: 'trancheCancelled', data: { key, reason: 'nothing left to pay' } };
      const payBy = context.deadline(trancheDeadlineKey(key), payWithin);
      return { type: 'trancheFellDue', data: { key, amountFen, paymentId, fundId, payBy } };
    });
};

const isSettled = (state: ProjectState): boolean =>
  state.tranches.every(({ status }) => status === 'paid' || status === 'cancelled') &&
  receivableFen(state) === 0;

/** What was committed to the project and never paid goes back to the fund. Fen. */
const unpaidFen = (state: ProjectState): number => state.money.awardFen - state.money.paidFen;

/** Everything paid, audited where the programme asks for it, nothing owed: the project is closed. */
export const closeProject: Consequence = (state, context) => {
  const audited = !context.definition.closeout.auditStatement || state.audit !== null;
  if (state.stage !== 'closeout' || !audited || !isSettled(state)) return [];
  return [{ type: 'projectClosed', data: { grade: state.grade, releasedFen: unpaidFen(state) } }];
};

/** After a termination the project is settled once no payment is under way and what was owed has come back. */
export const settleTermination: Consequence = (state) => {
  if (state.stage !== 'terminated' || state.settledAt !== null) return [];
  const underWay = state.tranches.some(({ status }) => status === 'due');
  if (underWay || receivableFen(state) > 0) return [];
  return [
    {
      type: 'settlementCompleted',
      data: { releasedFen: state.agreement?.concludedAt ? unpaidFen(state) : 0 },
    },
  ];
};

const changeTranche = (state: ProjectState, key: string, update: Partial<Tranche>): ProjectState => ({
  ...state,
  tranches: state.tranches.map((tranche) => (tranche.key === key ? { ...tranche, ...update } : tranche)),
});

export const evolveMoney: ProjectEvolvers = {
  closeoutEntered: (state, { auditBy }, { at }) => moveTo(state, 'closeout', at, auditBy ? [auditBy] : []),
  auditStated: (state, { acceptedFen, opinion }, { at }) => ({
    ...withoutDeadline(state, 'audit'),
    audit: { acceptedFen, opinion, at },
    money: { ...state.money, acceptedFen },
  }),
  trancheFellDue: (state, { key, payBy }) =>
    // The payment minds its own reminders; the project only notes where it is late.
    withDeadline(changeTranche(state, key, { status: 'due' }), withoutReminders(payBy)),
  trancheReduced: (state, { key, amountFen }) => changeTranche(state, key, { amountFen }),
  tranchePaid: (state, { key, amountFen, paidAt }) => ({
    ...withoutDeadline(changeTranche(state, key, { status: 'paid', paidAt }), trancheDeadlineKey(key)),
    money: { ...state.money, paidFen: state.money.paidFen + amountFen },
  }),
  trancheCancelled: (state, { key }) =>
    withoutDeadline(changeTranche(state, key, { status: 'cancelled' }), trancheDeadlineKey(key)),
  moneyReturned: (state, { amountFen }) => ({
    ...state,
    money: { ...state.money, returnedFen: state.money.returnedFen + amountFen },
  }),
  projectClosed: (state, _data, { at }) => ({ ...moveTo(state, 'closed', at), deadlines: [], settledAt: at }),
  settlementCompleted: (state, _data, { at }) => ({ ...state, settledAt: at }),
};
