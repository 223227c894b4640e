import type { ProjectState } from './project.state';

/** Whether what a gate of the programme waits for has happened: `signing`, `audit`, `milestone:KEY`, `evaluation:KEY`. */
export function isGateMet(state: ProjectState, gate: string): boolean {
  const [kind, key] = gate.split(':');
  if (kind === 'signing') return state.agreement?.concludedAt != null;
  if (kind === 'audit') return state.audit !== null;
  if (kind === 'milestone')
    return state.milestones.some((m) => m.key === key && ['met', 'partiallyMet'].includes(m.status));
  return state.assessments.some(({ stageKey, status }) => stageKey === key && status === 'concluded');
}

export const areGatesMet = (state: ProjectState, gates: string[]): boolean =>
  gates.every((gate) => isGateMet(state, gate));
