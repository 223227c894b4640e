import { z } from 'zod';
import { Withdraw } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const withdrawProjectRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/withdraw',
  operationId: 'withdrawProject',
  summary: 'Withdraw an application',
  permission: 'project:withdraw',
  audit: 'project.withdrawn',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: Withdraw,
  reply: { status: 200, schema: ProjectReply },
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'PROJECT_SUSPENDED', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'withdraw', { reason: body.reason });
  },
});
