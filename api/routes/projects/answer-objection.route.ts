import { z } from 'zod';
import { AnswerObjection } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const answerObjectionRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/objections/:objectionId/answer',
  operationId: 'answerObjection',
  summary: 'Answer an objection',
  permission: 'objection:answer',
  audit: 'objection.answered',
  params: z.strictObject({ projectId: idOf('prj'), objectionId: idOf('obj') }),
  body: AnswerObjection,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'OBJECTION_UNKNOWN',
    'OBJECTION_ANSWERED',
  ],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'answerObjection', {
      objectionId: params.objectionId,
      ...body,
    });
  },
});
