import { DomainError } from '../domain-error';
import { fromInstantText, toInstantText } from '../instant';
import type { RoundCommands, RoundContext, RoundFact } from './round.vocabulary';
import type { RoundState } from './round.state';

/** An early close lies this far ahead, so that every reader of the round knows it before it happens. */
const CLOSE_AHEAD_MS = 3_000;

function assertSourcesMatch({ sources, budgetFen, opensAt, closesAt }: RoundCommands['createRound']): void {
  const total = sources.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (total !== budgetFen)
    throw new DomainError('SOURCES_UNEQUAL_BUDGET', { sources: total, budget: budgetFen });
  if (fromInstantText(closesAt) <= fromInstantText(opensAt)) throw new DomainError('CALENDAR_ORDER');
}

export const decideCall = {
  createRound: (
    state: RoundState,
    payload: RoundCommands['createRound'],
    { definition }: RoundContext,
  ): RoundFact[] => {
    if (state.version > 0) throw new DomainError('ALREADY_EXISTS', { what: state.id });
    assertSourcesMatch(payload);
    const { key, version } = definition;
    return [{ type: 'roundCreated', data: { ...payload, programme: { key, version } } }];
  },
  publish: (state: RoundState, _payload: unknown, { nowMs }: RoundContext): RoundFact[] => {
    if (fromInstantText(state.closesAt) <= nowMs)
      throw new DomainError('ROUND_CLOSED', { closesAt: state.closesAt });
    return [
      {
        type: 'roundPublished',
        data: { closeAt: { key: 'close', dueAt: state.closesAt, provisional: false } },
      },
    ];
  },
  extendCall: (
    state: RoundState,
    { closesAt, reason }: RoundCommands['extendCall'],
    { nowMs }: RoundContext,
  ): RoundFact[] => {
    const later = fromInstantText(closesAt);
    if (later <= fromInstantText(state.closesAt) || later <= nowMs)
      throw new DomainError('EXTENSION_NOT_LATER', { closesAt: state.closesAt });
    return [{ type: 'callExtended', data: { closesAt: toInstantText(later), reason } }];
  },
  closeCall: (
    state: RoundState,
    { reason }: RoundCommands['closeCall'],
    { nowMs }: RoundContext,
  ): RoundFact[] => {
    const closesAtMs = Math.min(nowMs + CLOSE_AHEAD_MS, fromInstantText(state.closesAt));
    return [{ type: 'callCloseSet', data: { closesAt: toInstantText(closesAtMs), reason } }];
  },
  adoptCalendar: (
    state: RoundState,
    payload: RoundCommands['adoptCalendar'],
    context: RoundContext,
  ): RoundFact[] => [
    {
      type: 'calendarAdopted',
      data: { ...payload, deadlines: state.deadlines.map((due) => context.reckonAnew(due) ?? due) },
    },
  ],
  cancel: (_state: RoundState, { reason }: RoundCommands['cancel']): RoundFact[] => [
    { type: 'roundCancelled', data: { reason } },
  ],
};

const closeAt = (state: RoundState, closesAt: string): RoundState => ({
  ...state,
  closesAt,
  deadlines: [{ key: 'close', dueAt: closesAt, provisional: false }],
});

export const evolveCall = {
  roundCreated: (
    state: RoundState,
    data: RoundCommands['createRound'] & { programme: RoundState['programme'] },
  ): RoundState => ({
    ...state,
    ...data,
    opensAt: toInstantText(fromInstantText(data.opensAt)),
    closesAt: toInstantText(fromInstantText(data.closesAt)),
  }),
  roundPublished: (
    state: RoundState,
    { closeAt: deadline }: { closeAt: RoundState['deadlines'][number] },
  ): RoundState => ({
    ...state,
    phase: 'published',
    deadlines: [deadline],
  }),
  callExtended: (state: RoundState, { closesAt }: { closesAt: string }): RoundState =>
    closeAt(state, closesAt),
  callCloseSet: (state: RoundState, { closesAt }: { closesAt: string }): RoundState =>
    closeAt(state, closesAt),
  calendarAdopted: (
    state: RoundState,
    { year, days, deadlines }: RoundCommands['adoptCalendar'] & { deadlines: RoundState['deadlines'] },
  ): RoundState => ({
    ...state,
    deadlines,
    fanOuts: [
      ...state.fanOuts,
      {
        key: `calendar:${year}:${state.version}`,
        to: { kind: 'round' },
        type: 'adoptCalendar',
        payload: { year, days },
      },
    ],
  }),
  callClosed: (state: RoundState): RoundState => ({ ...state, phase: 'closed', deadlines: [] }),
  roundCancelled: (state: RoundState, { reason }: { reason: string }): RoundState => ({
    ...state,
    phase: 'cancelled',
    deadlines: [],
    waitlist: [],
    fanOuts: [
      ...state.fanOuts,
      { key: 'cancel', to: { kind: 'round' }, type: 'terminate', payload: { reason, clawbackFen: 0 } },
    ],
  }),
};
