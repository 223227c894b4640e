import type { Stage } from '../../../domain/project/project-lifecycle';
import type { ProjectState } from '../../../domain/project/project.state';
import type { ProjectSetting } from '../../../domain/project/project.vocabulary';
import type { AggregateRun } from '../../engine/aggregate-run';

export type ProjectRun = AggregateRun<ProjectState, ProjectSetting>;

/** Waits until the project is in another stage, by whatever command or deadline. */
export const leaves = (project: ProjectRun, stage: Stage): Promise<void> =>
  project.until(() => project.state.stage !== stage);
