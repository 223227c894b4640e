import { z } from 'zod';
import { SubmitScores } from '../../../contracts/project';
import { AssessmentReply } from '../../../contracts/project-reply';
import { Key, idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { submitScores } from '../../operations/assessments';

export const submitReviewScoresRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/reviews/:stageKey/submit',
  operationId: 'submitReviewScores',
  summary: 'Submit scores; they are final',
  permission: 'review:score',
  audit: 'review.submitted',
  params: z.strictObject({ projectId: idOf('prj'), stageKey: Key }),
  body: SubmitScores,
  reply: { status: 200, schema: AssessmentReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'REVIEW_NOT_OPEN',
    'NOT_ON_PANEL',
    'DECLARATION_REQUIRED',
    'CONFLICT_OF_INTEREST',
    'SCORES_ALREADY_SUBMITTED',
    'SCORES_INVALID',
  ],
  handle: (call) => submitScores(call, call.params.projectId, call.params.stageKey, call.body),
});
