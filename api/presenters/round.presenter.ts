import type { RoundReply } from '../../contracts/round';
import { allowedRoundActions } from '../../domain/round/round-phases';
import type { PanelReference, RoundState } from '../../domain/round/round.state';
import { nameAction } from './allowed-actions';
import { presentMoney } from './money.presenter';

export const presentPanel = ({ panelId, ...panel }: PanelReference) => ({ id: panelId, ...panel });

function presentDecision(state: RoundState): RoundReply['decision'] {
  const { decision } = state;
  if (!decision) return null;
  return {
    id: decision.decisionId,
    decidedAt: decision.decidedAt,
    delivered: decision.delivered,
    awards: decision.awardCount,
    waitlist: decision.waitlistCount,
    rejected: decision.rejectedCount,
    total: presentMoney(decision.totals.reduce((sum, { amountFen }) => sum + amountFen, 0)),
    reasons: decision.reasons,
    minutes: decision.minutes,
    exceptions: decision.exceptions.map(({ projectId, outcome, amountFen }) => ({
      projectId,
      outcome,
      amount: presentMoney(amountFen),
    })),
  };
}

export function presentRound(state: RoundState): RoundReply {
  return {
    id: state.id,
    version: state.version,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    number: state.number,
    name: state.name,
    programme: state.programme,
    budget: presentMoney(state.budgetFen),
    sources: state.sources.map(({ fundId, amountFen }) => ({ fundId, amount: presentMoney(amountFen) })),
    opensAt: state.opensAt,
    closesAt: state.closesAt,
    phase: state.phase,
    allowed: allowedRoundActions(state.phase).map(nameAction),
    panels: state.panels.map(presentPanel),
    decision: presentDecision(state),
    waitlist: state.waitlist.map(({ projectId, amountFen }) => ({
      projectId,
      amount: presentMoney(amountFen),
    })),
    promotions: state.promotions.map(({ amountFen, freed: _freed, ...promotion }) => ({
      ...promotion,
      amount: presentMoney(amountFen),
    })),
  };
}
