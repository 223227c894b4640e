import { proxyActivities } from '@temporalio/workflow';
import type { AgreementActivities } from '../../../activities/draw-up-agreement';
import type { ProjectRun } from './stage';
import { leaves } from './stage';

const { drawUpAgreement } = proxyActivities<AgreementActivities>({
  // Rendering takes a second or two; a minute means that the worker is gone.
  startToCloseTimeout: '1 minute',
  // The parties wait for the document: it is drawn up as soon as the store takes it.
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

/** The agreement is drawn up once; every party signs its hash, or the award goes back by refusal or by date. */
export async function signing(project: ProjectRun): Promise<void> {
  if (!project.state.agreement?.sha256) {
    // The document is drawn up from the read model: what was decided has to be there first.
    await project.recorded();
    const document = await drawUpAgreement({ projectId: project.state.id });
    if (project.state.stage === 'signing') project.command('drawUpAgreement', document);
  }
  await leaves(project, 'signing');
}
