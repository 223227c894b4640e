import type { Fact } from '../../contracts/fact';
import type { Message } from '../aggregate';
import { deadlineOf, trancheDeadlineKey, type ProjectState } from './project.state';
import type { ProjectFacts } from './project.vocabulary';

type Mail<Type extends keyof ProjectFacts> = (state: ProjectState, data: ProjectFacts[Type]) => Message[];

const toRound = (state: ProjectState, type: string, payload: Record<string, unknown>): Message => ({
  to: { kind: 'round', id: state.roundId },
  how: 'deliver',
  type,
  payload: { projectId: state.id, ...payload },
});

const toFund = (state: ProjectState, type: string, payload: Record<string, unknown>): Message => ({
  to: { kind: 'fund', id: state.award?.fundId ?? '' },
  how: 'deliver',
  type,
  payload: { reservationId: state.roundId, projectId: state.id, ...payload },
});

/** An award that will not be used goes back to its round, which may promote the next on the waitlist. */
const freeAward = (state: ProjectState): Message[] => {
  if (!state.award || state.agreement?.concludedAt) return [];
  const { amountFen, fundId } = state.award;
  return [toRound(state, 'freeAward', { amountFen, fundId })];
};

const leaveWaitlist = (state: ProjectState): Message[] =>
  state.decision?.outcome === 'waitlist' && !state.award ? [toRound(state, 'leaveWaitlist', {})] : [];

const leave = (state: ProjectState): Message[] => [...freeAward(state), ...leaveWaitlist(state)];

const release = (state: ProjectState, amountFen: number): Message[] =>
  amountFen > 0 ? [toFund(state, 'release', { amountFen, from: 'committed' })] : [];

/** A tranche's payment has a date of its own, which follows the project's. */
function moveDeadline(state: ProjectState, key: string, remindAt: string[] = []): Message[] {
  const deadline = deadlineOf(state, key);
  const tranche = state.tranches.find((candidate) => trancheDeadlineKey(candidate.key) === key);
  if (!deadline || !tranche) return [];
  const payBy = remindAt.length > 0 ? { ...deadline, remindAt } : deadline;
  return [
    {
      to: { kind: 'payment', id: tranche.paymentId },
      how: 'deliver',
      type: 'moveDeadline',
      payload: { payBy },
    },
  ];
}

const MAIL: { [Type in keyof ProjectFacts]?: Mail<Type> } = {
  applicationWithdrawn: leave,
  awardCancelled: freeAward,
  awardDeclined: freeAward,
  signingLapsed: freeAward,
  agreementConcluded: (state) => [toFund(state, 'commit', { amountFen: state.money.awardFen })],
  trancheFellDue: (state, { key, amountFen, paymentId, fundId, payBy }) => [
    {
      to: { kind: 'payment', id: paymentId },
      how: 'start',
      type: 'requestPayment',
      payload: {
        projectId: state.id,
        roundId: state.roundId,
        trancheKey: key,
        amountFen,
        fundId,
        payBy,
        payeeOrganizationId: state.application?.hubOrganizationId ?? state.application?.organizationId ?? '',
      },
    },
  ],
  deadlineExtended: (state, { deadline: key, remindAt }) => moveDeadline(state, key, remindAt),
  deadlineReckoned: (state, { deadline }) => moveDeadline(state, deadline.key, deadline.remindAt),
  projectTerminated: (state, { reason }) => [
    ...leave(state),
    ...state.tranches
      .filter(({ status }) => status === 'due')
      .map(({ paymentId }): Message => ({
        to: { kind: 'payment', id: paymentId },
        how: 'deliver',
        type: 'cancelPayment',
        payload: { reason },
      })),
  ],
  moneyReturned: (state, { amountFen }) => [toFund(state, 'takeBack', { amountFen })],
  projectClosed: (state, { releasedFen }) => release(state, releasedFen),
  settlementCompleted: (state, { releasedFen }) => release(state, releasedFen),
};

/** What a project tells its peers because of a fact. `state` is the state after the fact. */
export function messagesOfProject(state: ProjectState, fact: Fact): Message[] {
  const mail = MAIL[fact.type as keyof ProjectFacts] as Mail<keyof ProjectFacts> | undefined;
  return mail ? mail(state, fact.data as never) : [];
}
