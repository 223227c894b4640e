import { z } from 'zod';
import { ReviewMilestone } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { Key, idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const reviewMilestoneRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/milestones/:key/review',
  operationId: 'reviewMilestone',
  summary: 'Review a milestone report',
  permission: 'milestone:review',
  audit: 'milestone.reviewed',
  params: z.strictObject({ projectId: idOf('prj'), key: Key }),
  body: ReviewMilestone,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'MILESTONE_UNKNOWN',
    'MILESTONE_STATE',
    'REASONS_REQUIRED',
  ],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'reviewMilestone', {
      key: params.key,
      outcome: body.outcome,
      comment: body.comment,
    });
  },
});
