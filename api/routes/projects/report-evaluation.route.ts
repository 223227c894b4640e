import { z } from 'zod';
import { ReportEvaluation } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { Key, idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const reportEvaluationRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/evaluations/:stageKey/report',
  operationId: 'reportEvaluation',
  summary: 'Report for an evaluation',
  permission: 'evaluation:report',
  audit: 'evaluation.reported',
  params: z.strictObject({ projectId: idOf('prj'), stageKey: Key }),
  body: ReportEvaluation,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'EVALUATION_UNKNOWN',
    'EVALUATION_STATE',
  ],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'reportEvaluation', { stageKey: params.stageKey, ...body });
  },
});
