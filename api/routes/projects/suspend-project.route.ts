import { z } from 'zod';
import { GiveReason } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const suspendProjectRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/suspend',
  operationId: 'suspendProject',
  summary: 'Suspend a project and stop its clocks',
  permission: 'project:suspend',
  audit: 'project.suspended',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: GiveReason,
  reply: { status: 200, schema: ProjectReply },
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'PROJECT_SUSPENDED', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'suspend', { reason: body.reason });
  },
});
