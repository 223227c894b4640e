import type { ErrorCode } from '../../contracts/errors';
import type { Command, Fact } from '../../contracts/fact';
import type { AggregateState, Context, Deciders, Evolvers, FactDraft, Message, Rules } from '../aggregate';
import { contextOf, decideFacts } from '../decide';
import { DomainError, type ErrorParams } from '../domain-error';
import { sumFen } from '../money';

/** What a round holds of a fund. Fen, never below zero. */
export interface Reservation {
  reservedFen: number;
  committedFen: number;
  paidFen: number;
  returnedFen: number;
}

export interface FundState extends AggregateState {
  name: string;
  fundKind: 'general' | 'directed';
  purposeTags: string[];
  receivedFen: number;
  donationCount: number;
  inKindCount: number;
  reservations: Record<string, Reservation>;
}

interface Peer {
  kind: 'round' | 'payment' | 'project';
  id: string;
}

interface FundCommands {
  createFund: { name: string; fundKind: 'general' | 'directed'; purposeTags: string[] };
  receiveDonation: {
    donationId: string;
    donor: string;
    amountFen: number;
    inKind: { description: string; quantity: number; unit: string } | null;
    receivedAt: string;
  };
  reserve: {
    reservationId: string;
    amountFen: number;
    categories: string[];
    requestId: string;
    replyTo: Peer;
  };
  commit: { reservationId: string; projectId: string; amountFen: number };
  pay: { reservationId: string; projectId: string; amountFen: number; requestId: string; replyTo: Peer };
  release: { reservationId: string; projectId?: string; amountFen: number; from: 'reserved' | 'committed' };
  takeBack: { reservationId: string; projectId: string; amountFen: number };
}

interface FundFacts {
  fundCreated: FundCommands['createFund'];
  donationReceived: FundCommands['receiveDonation'];
  moneyReserved: FundCommands['reserve'];
  moneyCommitted: FundCommands['commit'];
  moneyPaid: FundCommands['pay'];
  moneyReleased: FundCommands['release'];
  moneyTakenBack: FundCommands['takeBack'];
  requestRefused: { requestId: string; replyTo: Peer; code: ErrorCode; params: ErrorParams };
}

type FundFact = FactDraft<FundFacts>;

const NOTHING: Reservation = { reservedFen: 0, committedFen: 0, paidFen: 0, returnedFen: 0 };

/** Balances of a fund, in fen. available = received + returned − reserved − committed − paid, and never below zero. */
export function balancesOf(state: Pick<FundState, 'receivedFen' | 'reservations'>) {
  const sum = (key: keyof Reservation): number =>
    Object.values(state.reservations).reduce((total, reservation) => total + reservation[key], 0);
  const [reservedFen, committedFen, paidFen, returnedFen] = [
    sum('reservedFen'),
    sum('committedFen'),
    sum('paidFen'),
    sum('returnedFen'),
  ];
  return {
    receivedFen: state.receivedFen,
    reservedFen,
    committedFen,
    paidFen,
    returnedFen,
    availableFen: state.receivedFen + returnedFen - reservedFen - committedFen - paidFen,
  };
}

function assertHolds(
  state: FundState,
  reservationId: string,
  part: 'reservedFen' | 'committedFen',
  amount: number,
): void {
  const available = (state.reservations[reservationId] ?? NOTHING)[part];
  if (available < amount) throw new DomainError('FUND_RESERVATION', { reservationId, amount, available });
}

/** A peer that waits for an answer gets a refusal as an answer; nothing is thrown at a signal. */
function answering<Payload extends { requestId: string; replyTo: Peer }>(
  payload: Payload,
  ask: () => FundFact[],
): FundFact[] {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { requestId, replyTo } = payload;
    return [{ type: 'requestRefused', data: { requestId, replyTo, code: error.code, params: error.params } }];
  }
}

function assertPurpose(state: FundState, categories: string[]): void {
  const foreign = categories.filter((category) => !state.purposeTags.includes(category));
  if (state.fundKind === 'directed' && foreign.length > 0)
    throw new DomainError('FUND_PURPOSE', { fundId: state.id, categories: foreign });
}

const decideFund: Deciders<FundState, FundCommands, FundFacts, Context> = {
  createFund: (state, payload) => {
    if (state.version > 0) throw new DomainError('ALREADY_EXISTS', { what: state.id });
    return [{ type: 'fundCreated', data: payload }];
  },
  receiveDonation: (state, payload) => {
    // Beyond 2^53 − 1 fen a balance would no longer be exact.
    sumFen([state.receivedFen, payload.amountFen]);
    return [{ type: 'donationReceived', data: payload }];
  },
  reserve: (state, payload) =>
    answering(payload, () => {
      assertPurpose(state, payload.categories);
      const { availableFen } = balancesOf(state);
      if (availableFen < payload.amountFen)
        throw new DomainError('FUND_INSUFFICIENT', {
          fundId: state.id,
          amount: payload.amountFen,
          available: availableFen,
        });
      return [{ type: 'moneyReserved', data: payload }];
    }),
  commit: (state, payload) => {
    assertHolds(state, payload.reservationId, 'reservedFen', payload.amountFen);
    return [{ type: 'moneyCommitted', data: payload }];
  },
  pay: (state, payload) =>
    answering(payload, () => {
      assertHolds(state, payload.reservationId, 'committedFen', payload.amountFen);
      return [{ type: 'moneyPaid', data: payload }];
    }),
  release: (state, payload) => {
    assertHolds(
      state,
      payload.reservationId,
      payload.from === 'reserved' ? 'reservedFen' : 'committedFen',
      payload.amountFen,
    );
    return [{ type: 'moneyReleased', data: payload }];
  },
  takeBack: (state, payload) => {
    const { paidFen, returnedFen } = state.reservations[payload.reservationId] ?? NOTHING;
    if (payload.amountFen > paidFen - returnedFen)
      throw new DomainError('AMOUNT_TOO_LARGE', { amount: payload.amountFen, limit: paidFen - returnedFen });
    return [{ type: 'moneyTakenBack', data: payload }];
  },
};

function move(state: FundState, reservationId: string, change: Partial<Reservation>): FundState {
  const before = state.reservations[reservationId] ?? NOTHING;
  const after = {
    reservedFen: before.reservedFen + (change.reservedFen ?? 0),
    committedFen: before.committedFen + (change.committedFen ?? 0),
    paidFen: before.paidFen + (change.paidFen ?? 0),
    returnedFen: before.returnedFen + (change.returnedFen ?? 0),
  };
  return { ...state, reservations: { ...state.reservations, [reservationId]: after } };
}

const EVOLVERS: Evolvers<FundState, FundFacts> = {
  fundCreated: (state, data) => ({ ...state, ...data }),
  donationReceived: (state, { amountFen, inKind }) => ({
    ...state,
    receivedFen: state.receivedFen + amountFen,
    donationCount: state.donationCount + (inKind ? 0 : 1),
    inKindCount: state.inKindCount + (inKind ? 1 : 0),
  }),
  moneyReserved: (state, { reservationId, amountFen }) =>
    move(state, reservationId, { reservedFen: amountFen }),
  moneyCommitted: (state, { reservationId, amountFen }) =>
    move(state, reservationId, { reservedFen: -amountFen, committedFen: amountFen }),
  moneyPaid: (state, { reservationId, amountFen }) =>
    move(state, reservationId, { committedFen: -amountFen, paidFen: amountFen }),
  moneyReleased: (state, { reservationId, amountFen, from }) =>
    move(
      state,
      reservationId,
      from === 'reserved' ? { reservedFen: -amountFen } : { committedFen: -amountFen },
    ),
  moneyTakenBack: (state, { reservationId, amountFen }) =>
    move(state, reservationId, { returnedFen: amountFen }),
  requestRefused: (state) => state,
};

function messagesOfFund(state: FundState, fact: Fact): Message[] {
  const answer = (
    request: { requestId: string; replyTo: Peer },
    accepted: boolean,
    code: string,
    params: ErrorParams,
  ): Message[] => [
    {
      to: request.replyTo,
      how: 'deliver',
      type: 'answerFund',
      payload: { requestId: request.requestId, fundId: state.id, accepted, code, params },
    },
  ];
  switch (fact.type) {
    case 'moneyReserved':
    case 'moneyPaid':
      return answer(fact.data as FundFacts['moneyPaid'], true, '', {});
    case 'requestRefused': {
      const refused = fact.data as FundFacts['requestRefused'];
      return answer(refused, false, refused.code, refused.params);
    }
    default:
      return [];
  }
}

const evolveFund = (state: FundState, fact: Fact): FundState => {
  const evolve = EVOLVERS[fact.type as keyof FundFacts] as
    ((s: FundState, d: unknown, f: Fact) => FundState) | undefined;
  return evolve ? evolve(state, fact.data, fact) : state;
};

function decideCommand(state: FundState, command: Command, context: Context): FundFact[] {
  const decide = decideFund[command.type as keyof FundCommands];
  if (!decide || (state.version === 0 && command.type !== 'createFund'))
    throw new DomainError('FUND_UNKNOWN', { fundId: state.id });
  return decide(state, command.payload as never, context);
}

/** The rules of one fund, the only writer of its balance: received, reserved, committed, paid, released, returned. */
export const FUND_RULES: Rules<FundState, null> = {
  kind: 'fund',
  commandTypes: Object.keys(decideFund),
  begin: (id) => ({
    schemaVersion: 1,
    id,
    version: 0,
    createdAt: '',
    updatedAt: '',
    name: '',
    fundKind: 'general',
    purposeTags: [],
    receivedFen: 0,
    donationCount: 0,
    inKindCount: 0,
    reservations: {},
  }),
  decide: (state, command, _setting, nowMs) =>
    decideFacts(state, command, contextOf(command, nowMs), {
      decide: decideCommand,
      evolve: evolveFund,
      follow: [],
    }),
  evolve: evolveFund,
  deadlines: () => [],
  tasks: () => [],
  messages: messagesOfFund,
  hasEnded: () => false,
  summary: (state) => `${state.name} · available ${balancesOf(state).availableFen} fen`,
};
