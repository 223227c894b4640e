import { checkBudget } from '../budget-rules';
import { DomainError } from '../domain-error';
import { fromInstantText } from '../instant';
import type { ProjectCommands, ProjectContext, ProjectDeciders, ProjectEvolvers } from './project.vocabulary';
import { endAs, moveTo, withoutDeadline } from './stage-moves';

/** A submission counts if the workflow's own clock has not passed the close it was told (a correction has its own deadline). */
function assertOpen(payload: ProjectCommands['submit'], context: ProjectContext): void {
  if (context.nowMs < fromInstantText(payload.opensAt))
    throw new DomainError('ROUND_NOT_OPEN', { opensAt: payload.opensAt });
  if (context.nowMs > fromInstantText(payload.closesAt))
    throw new DomainError('ROUND_CLOSED', { closesAt: payload.closesAt });
}

function assertWithinRules(payload: ProjectCommands['submit'], context: ProjectContext): void {
  const { application } = payload;
  const rules = context.definition.application;
  const capFen = rules.cap.amount;
  if (application.askFen > capFen)
    throw new DomainError('CAP_EXCEEDED', { ask: application.askFen, cap: capFen });
  const findings = checkBudget(
    { askFen: application.askFen, lines: application.budget },
    {
      capFen,
      maxGrantShareBp: rules.maxGrantShare,
      maxPersonnelShareBp: rules.maxPersonnelShare,
      maxAdministrationShareBp: rules.maxAdministrationShare,
    },
  );
  const broken = findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
  if (broken.length > 0) throw new DomainError('BUDGET_INVALID', { rules: broken });
}

export const decideApplication: ProjectDeciders = {
  submit: (state, payload, context) => {
    const correction = state.stage === 'correction';
    if (!correction) assertOpen(payload, context);
    assertWithinRules(payload, context);
    const { key, version } = context.definition;
    const { roundId, number, application } = payload;
    return [
      {
        type: 'applicationSubmitted',
        data: { roundId, number, programme: { key, version }, application, correction },
      },
    ];
  },
  withdraw: (_state, { reason }) => [{ type: 'applicationWithdrawn', data: { reason } }],
};

export const evolveApplication: ProjectEvolvers = {
  applicationSubmitted: (state, data, { at }) => ({
    ...moveTo(withoutDeadline(state, 'correction'), 'screening', at),
    roundId: data.roundId,
    number: data.number,
    programme: data.programme,
    application: data.application,
    receipt: state.receipt ?? { number: data.number, at },
    correctionsUsed: state.correctionsUsed + (data.correction ? 1 : 0),
  }),
  applicationWithdrawn: (state, { reason }, { at }) => endAs(state, 'withdrawn', at, reason),
};
