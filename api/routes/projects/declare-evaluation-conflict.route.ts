import { z } from 'zod';
import { Declaration } from '../../../contracts/project';
import { AssessmentReply } from '../../../contracts/project-reply';
import { Key, idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { declareConflict } from '../../operations/assessments';

export const declareEvaluationConflictRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/evaluations/:stageKey/declare',
  operationId: 'declareEvaluationConflict',
  summary: 'Declare whether there is a conflict of interest',
  permission: 'review:score',
  audit: 'review.declared',
  params: z.strictObject({ projectId: idOf('prj'), stageKey: Key }),
  body: Declaration,
  reply: { status: 200, schema: AssessmentReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'REVIEW_NOT_OPEN',
    'NOT_ON_PANEL',
    'CONFLICT_OF_INTEREST',
    'ALREADY_DECLARED',
    'SCORES_ALREADY_SUBMITTED',
    'REASONS_REQUIRED',
  ],
  handle: (call) => declareConflict(call, call.params.projectId, call.params.stageKey, call.body),
});
