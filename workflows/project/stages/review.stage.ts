import { proxyLocalActivities } from '@temporalio/workflow';
import type { PanelActivities } from '../../../activities/find-panel';
import type { Assessment } from '../../../domain/project/project.state';
import { currentAssessment } from '../../../domain/project/project.state';
import type { ProjectRun } from './stage';

const { findPanel } = proxyLocalActivities<PanelActivities>({
  // One read by id; far below the workflow task timeout of 5 s.
  startToCloseTimeout: '3s',
  // A store that is away is waited for: without its panel the project could not go on anyway.
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
});

/**
 * A panel scores the project: in a review before the decision, or in an evaluation after the project has reported.
 * A panel formed earlier is looked up; one formed later comes as a message of the round.
 */
export async function underReview(project: ProjectRun): Promise<void> {
  const { stage } = project.state;
  const asked = currentAssessment(project.state);
  if (asked?.status === 'waiting') await seatPanel(project, asked);
  await project.until(() => project.state.stage !== stage || startsToWait(project, asked));
}

const startsToWait = (project: ProjectRun, before: Assessment | undefined): boolean => {
  const now = currentAssessment(project.state);
  return (
    now?.status === 'waiting' &&
    (now.stageKey !== before?.stageKey || now.attempt !== before.attempt || before.status !== 'waiting')
  );
};

async function seatPanel(project: ProjectRun, { stageKey }: Assessment): Promise<void> {
  const { id: projectId, roundId, application } = project.state;
  // The round tells a new panel to those whose read model waits for one: first be one of them, then look.
  await project.recorded();
  const panel = await findPanel({ projectId, roundId, stageKey, categories: application?.categories ?? [] });
  if (panel) project.command('assignPanel', { ...panel, stageKey });
}
