import type { Command, Fact } from '../../contracts/fact';
import {
  taskDates,
  type AggregateState,
  type Context,
  type Deadline,
  type Deciders,
  type Evolvers,
  type FactDraft,
  type Message,
  type Rules,
  type Task,
} from '../aggregate';
import { contextOf, decideFacts } from '../decide';
import { DomainError } from '../domain-error';
import { reminded } from '../timers';

export const PAYMENT_STATUSES = [
  'requested',
  'approved',
  'confirmed',
  'posted',
  'parked',
  'cancelled',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** One tranche on its way to the bank. The id is one per project and tranche: however often it is asked, it is paid once. */
export interface PaymentState extends AggregateState {
  projectId: string;
  roundId: string;
  trancheKey: string;
  fundId: string;
  payeeOrganizationId: string;
  amountFen: number;
  status: PaymentStatus;
  payBy: Deadline | null;
  approvedBy: string | null;
  confirmedBy: string | null;
  bankReference: string | null;
  paidAt: string | null;
  /** How often it came back; the key stays the same. */
  rejections: { reason: string; by: string; at: string }[];
  parkedBecause: string | null;
}

interface PaymentCommands {
  requestPayment: {
    projectId: string;
    roundId: string;
    trancheKey: string;
    fundId: string;
    payeeOrganizationId: string;
    amountFen: number;
    payBy: Deadline;
  };
  approve: { comment: string };
  confirm: { bankReference: string; paidAt: string };
  reject: { reason: string };
  adviseBank: { bankReference: string; outcome: 'settled' | 'refused'; paidAt: string; reason: string };
  cancelPayment: { reason: string };
  answerFund: { requestId: string; accepted: boolean; code: string };
  passDeadline: { key: string };
  remind: { key: string };
  moveDeadline: { payBy: Deadline };
}

interface PaymentFacts {
  paymentRequested: PaymentCommands['requestPayment'];
  paymentApproved: { by: string; comment: string };
  paymentConfirmed: { by: string; bankReference: string; paidAt: string };
  paymentRejected: { by: string; reason: string };
  bankAdviceReceived: PaymentCommands['adviseBank'] & { changesNothing: boolean };
  paymentPosted: { amountFen: number };
  paymentParked: { code: string };
  paymentCancelled: { reason: string };
  paymentLate: { key: string };
  paymentReminded: { key: string };
  paymentDeadlineMoved: { payBy: Deadline };
}

type PaymentFact = FactDraft<PaymentFacts>;

/** What each status allows; the only place that says so. */
const TRANSITIONS: Record<PaymentStatus, string[]> = {
  requested: ['approve', 'reject', 'adviseBank', 'cancelPayment', 'passDeadline', 'remind', 'moveDeadline'],
  approved: ['confirm', 'reject', 'adviseBank', 'cancelPayment', 'passDeadline', 'remind', 'moveDeadline'],
  confirmed: ['answerFund', 'adviseBank', 'cancelPayment', 'passDeadline', 'remind', 'moveDeadline'],
  posted: ['adviseBank', 'cancelPayment', 'moveDeadline'],
  parked: ['answerFund', 'adviseBank', 'cancelPayment', 'moveDeadline'],
  cancelled: ['adviseBank', 'cancelPayment', 'moveDeadline'],
};

const PEOPLE = ['approve', 'confirm', 'reject'];
export const allowedPaymentActions = (status: PaymentStatus): string[] =>
  TRANSITIONS[status].filter((action) => PEOPLE.includes(action));

const decidePayment: Deciders<PaymentState, PaymentCommands, PaymentFacts, Context> = {
  requestPayment: (_state, payload) => [{ type: 'paymentRequested', data: payload }],
  approve: (_state, { comment }, { actor }) => [
    { type: 'paymentApproved', data: { by: actor.userId, comment } },
  ],
  confirm: (state, { bankReference, paidAt }, { actor }) => {
    if (state.approvedBy === actor.userId)
      throw new DomainError('DUTIES_EXCLUSIVE', { first: 'approve', second: 'confirm' });
    return [{ type: 'paymentConfirmed', data: { by: actor.userId, bankReference, paidAt } }];
  },
  reject: (_state, { reason }, { actor }) => [
    { type: 'paymentRejected', data: { by: actor.userId, reason } },
  ],
  adviseBank: (state, payload, { actor }) => {
    const useful = state.status === 'approved';
    const advice: PaymentFact = { type: 'bankAdviceReceived', data: { ...payload, changesNothing: !useful } };
    if (!useful) return [advice];
    const { bankReference, paidAt, reason, outcome } = payload;
    const by = actor.userId;
    return outcome === 'settled'
      ? [advice, { type: 'paymentConfirmed', data: { by, bankReference, paidAt } }]
      : [advice, { type: 'paymentRejected', data: { by, reason } }];
  },
  // Money the bank has confirmed cannot be called back here: the project takes it as paid and asks for its return.
  cancelPayment: (state, { reason }) =>
    ['requested', 'approved'].includes(state.status) ? [{ type: 'paymentCancelled', data: { reason } }] : [],
  answerFund: (state, { accepted, code }) => {
    if (!['confirmed', 'parked'].includes(state.status)) return [];
    return accepted
      ? [{ type: 'paymentPosted', data: { amountFen: state.amountFen } }]
      : [{ type: 'paymentParked', data: { code } }];
  },
  passDeadline: (state, { key }) =>
    state.payBy?.key === key ? [{ type: 'paymentLate', data: { key } }] : [],
  moveDeadline: (state, { payBy }) =>
    state.payBy ? [{ type: 'paymentDeadlineMoved', data: { payBy } }] : [],
  remind: ({ payBy }, { key }, { now }) => {
    const [next] = payBy?.remindAt ?? [];
    return payBy?.key === key && next !== undefined && next <= now
      ? [{ type: 'paymentReminded', data: { key } }]
      : [];
  },
};

const EVOLVERS: Evolvers<PaymentState, PaymentFacts> = {
  paymentRequested: (state, data) => ({ ...state, ...data, status: 'requested' }),
  paymentApproved: (state, { by }) => ({ ...state, status: 'approved', approvedBy: by }),
  paymentConfirmed: (state, { by, bankReference, paidAt }) => ({
    ...state,
    status: 'confirmed',
    confirmedBy: by,
    bankReference,
    paidAt,
    payBy: null,
  }),
  paymentRejected: (state, { by, reason }, { at }) => ({
    ...state,
    status: 'requested',
    approvedBy: null,
    rejections: [...state.rejections, { reason, by, at }],
  }),
  bankAdviceReceived: (state) => state,
  paymentPosted: (state) => ({ ...state, status: 'posted', parkedBecause: null }),
  paymentParked: (state, { code }) => ({ ...state, status: 'parked', parkedBecause: code }),
  paymentCancelled: (state) => ({ ...state, status: 'cancelled', payBy: null }),
  paymentLate: (state) => ({ ...state, payBy: null }),
  paymentDeadlineMoved: (state, { payBy }) => ({ ...state, payBy }),
  paymentReminded: (state) => ({ ...state, payBy: state.payBy && reminded(state.payBy) }),
};

const TASKS: Partial<Record<PaymentStatus, { kind: string; audience: string[] }>> = {
  requested: { kind: 'approvePayment', audience: ['role:manager'] },
  approved: { kind: 'confirmPayment', audience: ['role:finance'] },
  parked: { kind: 'resolveParkedPayment', audience: ['role:admin'] },
};

function tasksOfPayment(state: PaymentState): Task[] {
  const task = TASKS[state.status];
  return task ? [{ key: 'payment', ...task, ...taskDates(state.payBy) }] : [];
}

function messagesOfPayment(state: PaymentState, fact: Fact): Message[] {
  const { projectId, trancheKey, amountFen, paidAt, id: paymentId } = state;
  const toProject = (type: string, payload: Record<string, unknown>): Message[] => [
    {
      to: { kind: 'project', id: projectId },
      how: 'deliver',
      type,
      payload: { trancheKey, paymentId, ...payload },
    },
  ];
  switch (fact.type) {
    case 'paymentConfirmed':
      return [
        {
          to: { kind: 'fund', id: state.fundId },
          how: 'deliver',
          type: 'pay',
          payload: {
            reservationId: state.roundId,
            projectId,
            amountFen,
            requestId: paymentId,
            replyTo: { kind: 'payment', id: paymentId },
          },
        },
      ];
    case 'paymentPosted':
      return toProject('settlePayment', { amountFen, paidAt });
    case 'paymentCancelled':
      return toProject('cancelPayment', { reason: (fact.data as { reason: string }).reason });
    default:
      return [];
  }
}

const evolvePayment = (state: PaymentState, fact: Fact): PaymentState => {
  const evolve = EVOLVERS[fact.type as keyof PaymentFacts] as
    ((s: PaymentState, d: unknown, f: Fact) => PaymentState) | undefined;
  return evolve ? evolve(state, fact.data, fact) : state;
};

function decideCommand(state: PaymentState, command: Command, context: Context): PaymentFact[] {
  const isFirst = command.type === 'requestPayment' && state.version === 0;
  if (!isFirst && (state.version === 0 || !TRANSITIONS[state.status].includes(command.type))) {
    // A repeated first request finds the payment under way: the key is the same, so it is paid once.
    if (command.type === 'requestPayment') return [];
    const allowed = allowedPaymentActions(state.status);
    throw new DomainError('PAYMENT_STATE', { status: state.status, action: command.type, allowed });
  }
  const decide = decidePayment[command.type as keyof PaymentCommands];
  return decide(state, command.payload as never, context);
}

/** The rules of one payment: asked for, approved by one, confirmed by another (or by the bank), posted to the fund. */
export const PAYMENT_RULES: Rules<PaymentState, null> = {
  kind: 'payment',
  commandTypes: Object.keys(decidePayment),
  begin: (id) => ({
    schemaVersion: 1,
    id,
    version: 0,
    createdAt: '',
    updatedAt: '',
    projectId: '',
    roundId: '',
    trancheKey: '',
    fundId: '',
    payeeOrganizationId: '',
    amountFen: 0,
    status: 'requested',
    payBy: null,
    approvedBy: null,
    confirmedBy: null,
    bankReference: null,
    paidAt: null,
    rejections: [],
    parkedBecause: null,
  }),
  decide: (state, command, _setting, nowMs) =>
    decideFacts(state, command, contextOf(command, nowMs), {
      decide: decideCommand,
      evolve: evolvePayment,
      follow: [],
    }),
  evolve: evolvePayment,
  deadlines: ({ payBy }) => (payBy ? [payBy] : []),
  tasks: tasksOfPayment,
  messages: messagesOfPayment,
  hasEnded: ({ status }) => status === 'posted' || status === 'cancelled',
  summary: ({ id, trancheKey, amountFen, status }) => `${id} · ${trancheKey} · ${amountFen} fen · ${status}`,
};
