import { z } from 'zod';
import { ReportMilestone } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { Key, idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const reportMilestoneRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/milestones/:key/report',
  operationId: 'reportMilestone',
  summary: 'Report on a milestone',
  permission: 'milestone:report',
  audit: 'milestone.reported',
  params: z.strictObject({ projectId: idOf('prj'), key: Key }),
  body: ReportMilestone,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'MILESTONE_UNKNOWN',
    'MILESTONE_STATE',
    'CLAIM_EXCEEDS_PAID',
  ],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'reportMilestone', {
      key: params.key,
      narrative: body.narrative,
      indicators: body.indicators,
      spendingFen: body.spending.amount,
      attachmentIds: body.attachments,
    });
  },
});
