import { DomainError } from '../domain-error';
import type {
  RoundCommands,
  RoundConsequence,
  RoundContext,
  RoundFact,
  RoundFacts,
} from './round.vocabulary';
import type { RoundState } from './round.state';

function assertWithinSources(state: RoundState, { totals }: RoundCommands['decide']): void {
  for (const { fundId, amountFen } of totals) {
    const available = state.sources.find((source) => source.fundId === fundId)?.amountFen ?? 0;
    if (amountFen > available)
      throw new DomainError('BUDGET_EXCEEDED', { total: amountFen, available, fundId });
  }
  const total = totals.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (total > state.budgetFen)
    throw new DomainError('BUDGET_EXCEEDED', { total, available: state.budgetFen });
}

export const decideDecision = {
  decide: (state: RoundState, payload: RoundCommands['decide'], { actor }: RoundContext): RoundFact[] => {
    if (payload.reasons === '') throw new DomainError('REASONS_REQUIRED');
    assertWithinSources(state, payload);
    return [{ type: 'decisionProposed', data: { ...payload, proposedBy: actor.userId } }];
  },
  answerFund: (state: RoundState, payload: RoundCommands['answerFund']): RoundFact[] =>
    state.decision &&
    payload.requestId === requestIdOf(state.decision.decisionId, payload.fundId) &&
    state.phase === 'deciding'
      ? [{ type: 'fundAnswered', data: payload }]
      : [],
  finishFanOut: (state: RoundState, payload: RoundCommands['finishFanOut']): RoundFact[] =>
    state.fanOuts.some(({ key }) => key === payload.key) ? [{ type: 'fanOutFinished', data: payload }] : [],
  freeAward: (_state: RoundState, payload: RoundCommands['freeAward']): RoundFact[] => [
    { type: 'awardFreed', data: payload },
  ],
  leaveWaitlist: (_state: RoundState, { projectId }: RoundCommands['leaveWaitlist']): RoundFact[] => [
    { type: 'waitlistLeft', data: { projectId } },
  ],
  endWaitlist: (state: RoundState, { reason }: RoundCommands['endWaitlist']): RoundFact[] => [
    { type: 'waitlistEnded', data: { reason, projectIds: state.waitlist.map(({ projectId }) => projectId) } },
  ],
  // A promotion that found its project gone frees the money again, so that the next in line has it.
  returnMessage: (_state: RoundState, payload: RoundCommands['returnMessage']): RoundFact[] => {
    const returned: RoundFact = { type: 'messageReturned', data: payload };
    if (payload.type !== 'promote') return [returned];
    const { amountFen, fundId } = payload.payload as { amountFen: number; fundId: string };
    return [returned, { type: 'awardFreed', data: { projectId: payload.to.id, amountFen, fundId } }];
  },
  passDeadline: (state: RoundState, { key }: RoundCommands['passDeadline']): RoundFact[] => {
    if (!state.deadlines.some((deadline) => deadline.key === key)) return [];
    if (key === 'close') return [{ type: 'callClosed', data: { closesAt: state.closesAt } }];
    return decideDecision.endWaitlist(state, { reason: 'the waitlist ended by its date' });
  },
};

export const requestIdOf = (decisionId: string, fundId: string): string => `${decisionId}:${fundId}`;

/** All funds have answered: the round is decided, or, if one refused, nothing is. */
const settleDecision: RoundConsequence = (state, context) => {
  const { decision } = state;
  if (state.phase !== 'deciding' || !decision) return [];
  const open = decision.totals.some(({ fundId }) => decision.answers[fundId] === undefined);
  if (open) return [];
  const { decisionId } = decision;
  if (state.refusal?.decisionId === decisionId)
    return [
      {
        type: 'decisionRefused',
        data: {
          decisionId,
          fundId: state.refusal.fundId,
          code: state.refusal.code,
          reserved: decision.totals.filter(({ fundId }) => decision.answers[fundId]),
        },
      },
    ];
  const waitlistUntil = context.period('waitlist', context.definition.decision.waitlistFor);
  return [{ type: 'roundDecided', data: { decisionId, decidedAt: context.now, waitlistUntil } }];
};

/** Freed money goes to the first on the waitlist, in order and in full; who does not fit waits for more to come free. */
const promoteNext: RoundConsequence = (state) => {
  const [next] = state.waitlist;
  if (state.phase !== 'decided' || !state.decision?.delivered || !next) return [];
  const fund = Object.entries(state.pool).find(([, amountFen]) => amountFen >= next.amountFen);
  return fund ? [{ type: 'waitlistPromoted', data: { ...next, fundId: fund[0] } }] : [];
};

/** With nobody left to promote, freed money leaves the round's reservation. */
const releasePool: RoundConsequence = (state) => {
  if (state.phase !== 'decided' || !state.decision?.delivered || state.waitlist.length > 0) return [];
  const rest = Object.entries(state.pool).filter(([, amountFen]) => amountFen > 0);
  return rest.map(([fundId, amountFen]) => ({ type: 'poolReleased', data: { fundId, amountFen } }));
};

export const ROUND_CONSEQUENCES: RoundConsequence[] = [settleDecision, promoteNext, releasePool];

const addToPool = (state: RoundState, fundId: string, amountFen: number): RoundState => ({
  ...state,
  pool: { ...state.pool, [fundId]: (state.pool[fundId] ?? 0) + amountFen },
});

export const evolveDecision = {
  decisionProposed: (
    state: RoundState,
    { waitlist, ...decision }: RoundFacts['decisionProposed'],
  ): RoundState => ({
    ...state,
    phase: 'deciding',
    refusal: null,
    waitlist,
    decision: { ...decision, answers: {}, decidedAt: null, delivered: false, exceptions: [] },
  }),
  fundAnswered: (
    state: RoundState,
    { fundId, accepted, code, params }: RoundFacts['fundAnswered'],
  ): RoundState => ({
    ...state,
    decision: state.decision && {
      ...state.decision,
      answers: { ...state.decision.answers, [fundId]: accepted },
    },
    refusal: accepted
      ? state.refusal
      : { decisionId: state.decision?.decisionId ?? '', fundId, code, params },
  }),
  roundDecided: (
    state: RoundState,
    { decisionId, decidedAt, waitlistUntil }: RoundFacts['roundDecided'],
  ): RoundState => ({
    ...state,
    phase: 'decided',
    decision: state.decision && { ...state.decision, decidedAt },
    deadlines: [waitlistUntil],
    fanOuts: [
      ...state.fanOuts,
      {
        key: `decision:${decisionId}`,
        to: { kind: 'decision', decisionId },
        type: 'applyDecision',
        payload: { decisionId, decidedAt },
      },
    ],
  }),
  decisionRefused: (state: RoundState): RoundState => ({
    ...state,
    phase: 'closed',
    decision: null,
    waitlist: [],
  }),
  fanOutFinished: (state: RoundState, { key, exceptions }: RoundFacts['fanOutFinished']): RoundState => {
    const done = { ...state, fanOuts: state.fanOuts.filter((fanOut) => fanOut.key !== key) };
    if (!key.startsWith('decision:') || !done.decision) return done;
    const delivered: RoundState = { ...done, decision: { ...done.decision, delivered: true, exceptions } };
    const gone = exceptions.map(({ projectId }) => projectId);
    const awards = exceptions.filter(({ outcome }) => outcome === 'award');
    const rest = {
      ...delivered,
      waitlist: delivered.waitlist.filter(({ projectId }) => !gone.includes(projectId)),
    };
    return awards.reduce<RoundState>(
      (next, { fundId, amountFen }) => addToPool(next, fundId, amountFen),
      rest,
    );
  },
  awardFreed: (state: RoundState, { fundId, amountFen }: RoundFacts['awardFreed']): RoundState =>
    addToPool(state, fundId, amountFen),
  waitlistLeft: (state: RoundState, { projectId }: RoundFacts['waitlistLeft']): RoundState => ({
    ...state,
    waitlist: state.waitlist.filter((entry) => entry.projectId !== projectId),
  }),
  waitlistPromoted: (
    state: RoundState,
    data: RoundFacts['waitlistPromoted'],
    { at }: { at: string },
  ): RoundState => ({
    ...addToPool(state, data.fundId, -data.amountFen),
    waitlist: state.waitlist.filter(({ projectId }) => projectId !== data.projectId),
    promotions: [...state.promotions, { ...data, at }],
  }),
  waitlistEnded: (state: RoundState, { reason, projectIds }: RoundFacts['waitlistEnded']): RoundState => ({
    ...state,
    waitlist: [],
    deadlines: [],
    fanOuts:
      projectIds.length === 0
        ? state.fanOuts
        : [
            ...state.fanOuts,
            {
              key: 'waitlist',
              to: { kind: 'projects', projectIds },
              type: 'releaseWaitlist',
              payload: { reason },
            },
          ],
  }),
  poolReleased: (state: RoundState, { fundId }: RoundFacts['poolReleased']): RoundState => ({
    ...state,
    pool: { ...state.pool, [fundId]: 0 },
  }),
  messageReturned: (state: RoundState): RoundState => state,
};
