import { z } from 'zod';
import { AssessmentReply } from '../../../contracts/project-reply';
import { Key, idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { readAssessment } from '../../operations/assessments';

export const readEvaluationRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId/evaluations/:stageKey',
  operationId: 'readEvaluation',
  summary: 'Read a evaluation, sealed until its panel concludes',
  permission: 'review:read',
  audit: null,
  params: z.strictObject({ projectId: idOf('prj'), stageKey: Key }),
  reply: { status: 200, schema: AssessmentReply },
  errors: ['NOT_FOUND', 'CONFLICT_OF_INTEREST'],
  handle: (call) => readAssessment(call, call.params.projectId, call.params.stageKey),
});
