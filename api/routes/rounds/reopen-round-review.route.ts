import { z } from 'zod';
import { ProjectReply } from '../../../contracts/project-reply';
import { ReopenReview } from '../../../contracts/round';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { assertOfRound } from '../../operations/dossier';
import { commandProject } from '../../operations/project-commands';

export const reopenRoundReviewRoute = defineRoute({
  method: 'post',
  path: '/rounds/:roundId/reopen-review',
  operationId: 'reopenRoundReview',
  summary: 'Re-open a review of one project',
  permission: 'review:reopen',
  audit: 'review.reopened',
  params: z.strictObject({ roundId: idOf('rnd') }),
  body: ReopenReview,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'REVIEW_NOT_OPEN',
    'CONFLICT_OF_INTEREST',
  ],
  handle: async (call) => {
    const { projectId, stageKey, reason } = call.body;
    await assertOfRound(call, projectId, call.params.roundId);
    return commandProject(call, projectId, 'reopenAssessment', { stageKey, reason });
  },
});
