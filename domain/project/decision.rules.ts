import type { Consequence, ProjectContext, ProjectDeciders, ProjectEvolvers } from './project.vocabulary';
import { DomainError } from '../domain-error';
import { fromInstantText } from '../instant';
import type { ProjectState } from './project.state';
import { endAs, moveTo, withoutDeadline } from './stage-moves';
import { deadlineOf } from './project.state';

const noticeFrom = (decidedAt: string, context: ProjectContext) =>
  context.period('notice', context.definition.notice.within, fromInstantText(decidedAt));

export const decideDecision: ProjectDeciders = {
  applyDecision: (_state, payload, context) => {
    const noticeUntil = payload.outcome === 'award' ? noticeFrom(payload.decidedAt, context) : null;
    return [{ type: 'decisionApplied', data: { ...payload, noticeUntil } }];
  },
  promote: (_state, payload, context) => [
    { type: 'waitlistPromoted', data: { ...payload, noticeUntil: noticeFrom(payload.decidedAt, context) } },
  ],
  releaseWaitlist: (_state, { reason }) => [{ type: 'waitlistReleased', data: { reason } }],

  fileObjection: (_state, { objectionId, person, statement }, context) => {
    const { answerWithin } = context.definition.notice;
    const answerBy = context.deadline(`objection:${objectionId}`, answerWithin);
    return [{ type: 'objectionFiled', data: { objectionId, person, statement, answerBy } }];
  },
  answerObjection: (state, { objectionId, outcome, reason }) => {
    const objection = state.objections.find((candidate) => candidate.objectionId === objectionId);
    if (!objection) throw new DomainError('OBJECTION_UNKNOWN');
    if (objection.outcome) throw new DomainError('OBJECTION_ANSWERED');
    const answered = { type: 'objectionAnswered', data: { objectionId, outcome, reason } } as const;
    return outcome === 'dismissed'
      ? [answered]
      : [answered, { type: 'awardCancelled', data: { objectionId, reason } } as const];
  },
  decline: (_state, { reason }) => [{ type: 'awardDeclined', data: { reason } }],
};

/** The notice ends when its days are over and nobody waits for an answer. */
export const endNotice: Consequence = (state, context) => {
  if (state.stage !== 'notice' || deadlineOf(state, 'notice')) return [];
  if (state.objections.some(({ outcome }) => outcome === undefined)) return [];
  const { parties, within } = context.definition.signing;
  return [{ type: 'noticeEnded', data: { parties, signBy: context.deadline('signing', within) } }];
};

const awarded = (
  state: ProjectState,
  data: { decisionId: string; amountFen: number; fundId: string; decidedAt: string },
): ProjectState => ({
  ...state,
  award: {
    decisionId: data.decisionId,
    decidedAt: data.decidedAt,
    amountFen: data.amountFen,
    fundId: data.fundId,
  },
  money: { ...state.money, awardFen: data.amountFen },
});

export const evolveDecision: ProjectEvolvers = {
  decisionApplied: (state, data, { at }) => {
    const { decisionId, outcome, reason, noticeUntil } = data;
    const decided = { ...state, decision: { decisionId, outcome, reason } };
    if (outcome === 'reject') return endAs(decided, 'rejected', at, reason);
    if (outcome === 'waitlist') return moveTo(decided, 'waitlisted', at);
    const notice = moveTo(awarded(decided, data), 'notice', at, noticeUntil ? [noticeUntil] : []);
    return { ...notice, noticeEndsAt: noticeUntil?.dueAt ?? null };
  },
  waitlistPromoted: (state, data, { at }) => ({
    ...moveTo(awarded(state, data), 'notice', at, [data.noticeUntil]),
    noticeEndsAt: data.noticeUntil.dueAt,
  }),
  waitlistReleased: (state, { reason }, { at }) => endAs(state, 'rejected', at, reason),
  objectionFiled: (state, { objectionId, person, statement, answerBy }, { at }) => ({
    ...state,
    deadlines: [...state.deadlines, answerBy],
    objections: [
      ...state.objections,
      { objectionId, person, statement, filedAt: at, answerDueAt: answerBy.dueAt },
    ],
  }),
  objectionAnswered: (state, { objectionId, outcome, reason }) =>
    withoutDeadline(
      {
        ...state,
        objections: state.objections.map((objection) =>
          objection.objectionId === objectionId ? { ...objection, outcome, reason } : objection,
        ),
      },
      `objection:${objectionId}`,
    ),
  awardCancelled: (state, { reason }, { at }) => endAs(state, 'rejected', at, reason),
  noticeElapsed: (state) => withoutDeadline(state, 'notice'),
  noticeEnded: (state, { parties, signBy }, { at }) => ({
    ...moveTo(state, 'signing', at, [signBy]),
    agreement: {
      documentId: null,
      sha256: null,
      parties: parties.map((party) => ({ party })),
      concludedAt: null,
    },
  }),
  awardDeclined: (state, { reason }, { at }) => endAs(state, 'declined', at, reason),
};
