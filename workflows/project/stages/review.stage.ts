import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { PanelActivities } from '../../../activities/find-panel';
import type { Assessment } from '../../../domain/project/project.state';
import { currentAssessment } from '../../../domain/project/project.state';
import type { ProjectRun } from './stage';

const quick = proxyLocalActivities<PanelActivities>({
  // One read by id; far below the workflow task timeout of 5 s.
  startToCloseTimeout: '3s',
  // A lost connection is re-made within a second; a longer outage is the patient activity's to wait out.
  retry: { initialInterval: '200ms', maximumAttempts: 3 },
});

const patient = proxyActivities<PanelActivities>({
  startToCloseTimeout: '30s',
  // The server keeps these retries, so a project in review does not grow its history for as long as a store is away.
  retry: { initialInterval: '1s', maximumInterval: '10s' },
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
  const question = { projectId, roundId, stageKey, categories: application?.categories ?? [] };
  const panel = await quick.findPanel(question).catch(() => patient.findPanel(question));
  if (panel) project.command('assignPanel', { ...panel, stageKey });
}
