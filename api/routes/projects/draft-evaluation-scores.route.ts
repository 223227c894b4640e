import { z } from 'zod';
import { ScoreDraft } from '../../../contracts/project';
import { AssessmentReply } from '../../../contracts/project-reply';
import { Key, idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { keepDraftScores } from '../../operations/assessments';

export const draftEvaluationScoresRoute = defineRoute({
  method: 'put',
  path: '/projects/:projectId/evaluations/:stageKey',
  operationId: 'draftEvaluationScores',
  summary: 'Keep unfinished scores',
  permission: 'review:score',
  audit: null,
  params: z.strictObject({ projectId: idOf('prj'), stageKey: Key }),
  body: ScoreDraft,
  reply: { status: 200, schema: AssessmentReply },
  errors: [
    'NOT_FOUND',
    'REVIEW_NOT_OPEN',
    'NOT_ON_PANEL',
    'CONFLICT_OF_INTEREST',
    'SCORES_ALREADY_SUBMITTED',
    'SCORES_INVALID',
  ],
  handle: (call) => keepDraftScores(call, call.params.projectId, call.params.stageKey, call.body),
});
