import type { Command, Fact } from '../../contracts/fact';
import type { Message, Rules, Task } from '../aggregate';
import { contextOf, decideFacts } from '../decide';
import { DomainError } from '../domain-error';
import { adoptCalendar } from '../calendar/adopt-calendar';
import { dueDates } from '../due-dates';
import type { ProjectSetting } from '../project/project.vocabulary';
import { decideCall, evolveCall } from './call.rules';
import { decideDecision, evolveDecision, requestIdOf, ROUND_CONSEQUENCES } from './decision.rules';
import { decidePanel, evolvePanel } from './panel.rules';
import { assertPhaseAllows } from './round-phases';
import { beginRound, type RoundState } from './round.state';
import type { RoundContext, RoundFact, RoundFacts } from './round.vocabulary';

const DECIDERS = { ...decideCall, ...decidePanel, ...decideDecision };
const EVOLVERS = { ...evolveCall, ...evolvePanel, ...evolveDecision };

function roundContext(
  command: Command,
  { definition, calendar }: ProjectSetting,
  nowMs: number,
): RoundContext {
  return { ...contextOf(command, nowMs), definition, ...dueDates(definition, calendar, nowMs) };
}

function decideRound(state: RoundState, command: Command, context: RoundContext): RoundFact[] {
  if (state.version === 0 && command.type !== 'createRound') throw new DomainError('NOT_FOUND');
  assertPhaseAllows(state.phase, command.type);
  const decide = DECIDERS[command.type as keyof typeof DECIDERS];
  return decide(state, command.payload as never, context);
}

function evolveRound(state: RoundState, fact: Fact): RoundState {
  const evolve = EVOLVERS[fact.type as keyof typeof EVOLVERS] as
    ((state: RoundState, data: unknown, fact: Fact) => RoundState) | undefined;
  return evolve ? evolve(state, fact.data, fact) : state;
}

const toFund = (id: string, type: string, payload: Record<string, unknown>): Message => ({
  to: { kind: 'fund', id },
  how: 'deliver',
  type,
  payload,
});

type Mail = { [Type in keyof RoundFacts]?: (state: RoundState, data: RoundFacts[Type]) => Message[] };

const MAIL: Mail = {
  decisionProposed: (state, { decisionId, totals }) =>
    totals.map(({ fundId, amountFen, categories }) =>
      toFund(fundId, 'reserve', {
        reservationId: state.id,
        amountFen,
        categories,
        requestId: requestIdOf(decisionId, fundId),
        replyTo: { kind: 'round', id: state.id },
      }),
    ),
  waitlistPromoted: (state, { projectId, amountFen, fundId }) => [
    {
      to: { kind: 'project', id: projectId },
      how: 'deliver',
      type: 'promote',
      payload: {
        decisionId: state.decision?.decisionId ?? '',
        decidedAt: state.updatedAt,
        amountFen,
        fundId,
      },
    },
  ],
  decisionRefused: (state, { reserved }) =>
    reserved.map(({ fundId, amountFen }) =>
      toFund(fundId, 'release', { reservationId: state.id, amountFen, from: 'reserved' }),
    ),
  poolReleased: (state, { fundId, amountFen }) => [
    toFund(fundId, 'release', { reservationId: state.id, amountFen, from: 'reserved' }),
  ],
};

function messagesOfRound(state: RoundState, fact: Fact): Message[] {
  const mail = MAIL[fact.type as keyof RoundFacts] as ((s: RoundState, d: unknown) => Message[]) | undefined;
  return mail ? mail(state, fact.data) : [];
}

const tasksOfRound = (state: RoundState): Task[] => {
  if (state.phase === 'draft' && state.version > 0)
    return [{ key: 'publish', kind: 'publishRound', audience: ['role:manager'], dueAt: state.opensAt }];
  return state.phase === 'closed' ? [{ key: 'decide', kind: 'decideRound', audience: ['role:manager'] }] : [];
};

/** The rules of one round: its calendar, its panels, its one decision, its waitlist. */
export const ROUND_RULES: Rules<RoundState, ProjectSetting> = {
  kind: 'round',
  commandTypes: Object.keys(DECIDERS),
  begin: beginRound,
  decide: (state, command, setting, nowMs) =>
    decideFacts(state, command, roundContext(command, setting, nowMs), {
      decide: decideRound,
      evolve: evolveRound,
      follow: ROUND_CONSEQUENCES,
    }),
  evolve: evolveRound,
  deadlines: ({ deadlines }) => deadlines,
  tasks: tasksOfRound,
  messages: messagesOfRound,
  hasEnded: ({ phase, fanOuts }) => phase === 'cancelled' && fanOuts.length === 0,
  summary: (state) => `${state.number} · ${state.name} · ${state.phase}`,
  adopt: adoptCalendar,
  settles: (state, command) => {
    if (command.type !== 'decide') return 'done';
    const { decisionId } = command.payload as { decisionId: string };
    if (state.refusal?.decisionId === decisionId && state.phase === 'closed')
      return new DomainError(state.refusal.code, state.refusal.params);
    return state.phase === 'deciding' ? 'pending' : 'done';
  },
};
