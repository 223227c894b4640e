import type { Deadline } from '../aggregate';
import type { ProjectState } from './project.state';
import { nextStages, type Stage } from './project-lifecycle';

/** Moves to a stage and keeps only the deadlines that outlive the move. Leaving the lifecycle's table is a fault of ours. */
export function moveTo(
  state: ProjectState,
  stage: Stage,
  at: string,
  deadlines: Deadline[] = [],
): ProjectState {
  if (!nextStages(state.stage).has(stage))
    throw new Error(`The lifecycle has no move from ${state.stage} to ${stage}`);
  const lasting = state.deadlines.filter((deadline) => outlivesStage(deadline.key));
  return { ...state, stage, stageSince: at, deadlines: [...lasting, ...deadlines] };
}

/** Milestones, payments and the audit run on while a project goes back and forth between doing and being evaluated. */
const outlivesStage = (key: string): boolean => /^(milestone|tranche):/.test(key);

export const withDeadline = (state: ProjectState, deadline: Deadline): ProjectState => ({
  ...state,
  deadlines: [...state.deadlines.filter(({ key }) => key !== deadline.key), deadline],
});

export const withoutDeadline = (state: ProjectState, key: string): ProjectState => ({
  ...state,
  deadlines: state.deadlines.filter((deadline) => deadline.key !== key),
});

/** An ended project owes nothing by any date but its money. */
export const endAs = (state: ProjectState, stage: Stage, at: string, reason: string): ProjectState => ({
  ...moveTo(state, stage, at),
  deadlines: [],
  endReason: reason,
});
