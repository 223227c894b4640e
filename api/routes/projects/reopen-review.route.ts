import { z } from 'zod';
import { GiveReason } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { Key, idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const reopenReviewRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/reviews/:stageKey/reopen',
  operationId: 'reopenReview',
  summary: 'Re-open a void review or a failed evaluation',
  permission: 'review:reopen',
  audit: 'review.reopened',
  params: z.strictObject({ projectId: idOf('prj'), stageKey: Key }),
  body: GiveReason,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'REVIEW_NOT_OPEN',
  ],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'reopenAssessment', {
      stageKey: params.stageKey,
      reason: body.reason,
    });
  },
});
