import { DomainError } from '../domain-error';
import type { Consequence, ProjectDeciders, ProjectEvolvers } from './project.vocabulary';
import { moveTo } from './stage-moves';

export const decideEvaluation: ProjectDeciders = {
  reportEvaluation: (state, payload) => {
    const assessment = state.assessments.find(({ stageKey }) => stageKey === payload.stageKey);
    if (assessment?.kind !== 'evaluation')
      throw new DomainError('EVALUATION_UNKNOWN', { key: payload.stageKey });
    if (assessment.status !== 'reporting')
      throw new DomainError('EVALUATION_STATE', {
        key: payload.stageKey,
        status: assessment.status,
        action: 'report',
      });
    return [{ type: 'evaluationReported', data: payload }];
  },
};

/** A passed evaluation sends the project back to its work; a failed one keeps it, and its money, until somebody decides. */
export const resumeAfterEvaluation: Consequence = (state) => {
  const latest = state.assessments.at(-1);
  if (state.stage !== 'evaluation' || latest?.status !== 'concluded') return [];
  return [{ type: 'implementationResumed', data: { after: latest.stageKey } }];
};

export const evolveEvaluation: ProjectEvolvers = {
  implementationResumed: (state, { after }, { at }) => {
    const grade = state.assessments.find(({ stageKey }) => stageKey === after)?.result?.grade;
    return { ...moveTo(state, 'implementation', at), grade: grade ?? state.grade };
  },
};
