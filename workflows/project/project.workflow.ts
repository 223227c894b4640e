import { PROJECT_RULES } from '../../domain/project/project.rules';
import type { Stage } from '../../domain/project/project-lifecycle';
import type { ProjectState } from '../../domain/project/project.state';
import type { ProjectSetting } from '../../domain/project/project.vocabulary';
import { AggregateRun, type Start } from '../engine/aggregate-run';
import { signing } from './stages/signing.stage';
import { underReview } from './stages/review.stage';
import { leaves, type ProjectRun } from './stages/stage';

/**
 * One project, from its application to its closing. Each stage waits for what the stage waits for: people's commands,
 * its deadlines, a look-up or a document. What a command means there is the lifecycle's rules' to say.
 */
const STAGES: Record<Stage, (project: ProjectRun) => Promise<void>> = {
  draft: (project) => leaves(project, 'draft'),
  screening: (project) => leaves(project, 'screening'),
  correction: (project) => leaves(project, 'correction'),
  review: underReview,
  decision: (project) => leaves(project, 'decision'),
  waitlisted: (project) => leaves(project, 'waitlisted'),
  notice: (project) => leaves(project, 'notice'),
  signing,
  implementation: (project) => leaves(project, 'implementation'),
  evaluation: underReview,
  closeout: (project) => leaves(project, 'closeout'),
  closed: (project) => leaves(project, 'closed'),
  rejected: (project) => leaves(project, 'rejected'),
  withdrawn: (project) => leaves(project, 'withdrawn'),
  declined: (project) => leaves(project, 'declined'),
  terminated: (project) => leaves(project, 'terminated'),
};

export async function projectWorkflow(start: Start<ProjectState, ProjectSetting>): Promise<void> {
  const project = new AggregateRun(PROJECT_RULES, start);
  if (!(await project.hasBegun())) return;
  while (!project.isRunOver) await STAGES[project.state.stage](project);
  await project.finish();
}
