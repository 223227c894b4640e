import { taskDates, type Task } from '../aggregate';
import {
  currentAssessment,
  deadlineOf,
  receivableFen,
  type Assessment,
  type ProjectState,
} from './project.state';
import { isEnded } from './project-lifecycle';

/** Who may sign for each party: roles of the house, or the organisation that carries the project out. */
const SIGNERS: Record<string, (state: ProjectState) => string[]> = {
  funder: () => ['role:admin', 'role:manager'],
  operator: () => ['role:manager'],
  grantee: (state) => applicant(state),
  host: (state) =>
    state.application?.hostOrganizationId ? [`org:${state.application.hostOrganizationId}`] : ['role:host'],
};

const applicant = (state: ProjectState): string[] =>
  state.application ? [`org:${state.application.organizationId}`] : [];

function task(
  state: ProjectState,
  key: string,
  kind: string,
  audience: string[],
  deadlineKey?: string,
): Task {
  const deadline = deadlineKey === undefined ? undefined : deadlineOf(state, deadlineKey);
  return { key, kind, audience, ...taskDates(deadline) };
}

function assessmentTasks(state: ProjectState, assessment: Assessment): Task[] {
  const { stageKey, status, seats } = assessment;
  if (status === 'reporting')
    return [task(state, `report:${stageKey}`, 'reportEvaluation', applicant(state), `report:${stageKey}`)];
  if (status === 'waiting') return [task(state, `panel:${stageKey}`, 'assignPanel', ['role:manager'])];
  if (status === 'void') return [task(state, `reopen:${stageKey}`, 'reopenReview', ['role:manager'])];
  return seats
    .filter((seat) => ['invited', 'declared'].includes(seat.status))
    .map((seat) =>
      task(
        state,
        `score:${stageKey}:${seat.reviewerId}`,
        seat.status === 'invited' ? 'declareConflict' : 'submitScores',
        [`user:${seat.reviewerId}`],
        `review:${stageKey}`,
      ),
    );
}

const signingTasks = (state: ProjectState): Task[] =>
  (state.agreement?.sha256 ? state.agreement.parties : [])
    .filter(({ signedBy }) => !signedBy)
    .map(({ party }) => task(state, `sign:${party}`, 'sign', SIGNERS[party]?.(state) ?? [], 'signing'));

const milestoneTasks = (state: ProjectState): Task[] =>
  state.milestones.flatMap(({ key, status }) => {
    if (['scheduled', 'notMet'].includes(status))
      return [task(state, `report:${key}`, 'reportMilestone', applicant(state), `milestone:${key}`)];
    return status === 'reported' ? [task(state, `review:${key}`, 'reviewMilestone', ['role:manager'])] : [];
  });

const objectionTasks = (state: ProjectState): Task[] =>
  state.objections
    .filter(({ outcome }) => outcome === undefined)
    .map(({ objectionId }) =>
      task(
        state,
        `objection:${objectionId}`,
        'answerObjection',
        ['role:manager'],
        `objection:${objectionId}`,
      ),
    );

function failedEvaluationTasks(state: ProjectState): Task[] {
  const failed = state.assessments.find(({ status }) => status === 'failed');
  return failed ? [task(state, `failed:${failed.stageKey}`, 'decideFailedEvaluation', ['role:manager'])] : [];
}

const STAGE_TASKS: Partial<Record<ProjectState['stage'], (state: ProjectState) => Task[]>> = {
  screening: (state) => [task(state, 'screen', 'screen', ['role:manager'])],
  correction: (state) => [task(state, 'correct', 'correct', applicant(state), 'correction')],
  notice: objectionTasks,
  signing: signingTasks,
  implementation: milestoneTasks,
  evaluation: failedEvaluationTasks,
  closeout: (state) => (state.audit ? [] : [task(state, 'audit', 'stateAudit', ['role:manager'], 'audit')]),
};

const returnTasks = (state: ProjectState): Task[] =>
  receivableFen(state) > 0 ? [task(state, 'return', 'recordReturn', ['role:finance'])] : [];

/** Everything somebody has to do now for the project to go on, with who and by when. */
export function tasksOfProject(state: ProjectState): Task[] {
  if (isEnded(state.stage)) return returnTasks(state);
  if (state.suspended) return [task(state, 'resume', 'resume', ['role:manager'])];
  const assessment = currentAssessment(state);
  return [
    ...(STAGE_TASKS[state.stage]?.(state) ?? []),
    ...(assessment ? assessmentTasks(state, assessment) : []),
    ...state.amendments
      .filter(({ status }) => status === 'requested')
      .map(({ amendmentId }) => task(state, `amendment:${amendmentId}`, 'decideAmendment', ['role:manager'])),
    ...returnTasks(state),
  ];
}
