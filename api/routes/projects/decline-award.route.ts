import { z } from 'zod';
import { Decline } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const declineAwardRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/decline',
  operationId: 'declineAward',
  summary: 'Give an award up',
  permission: 'project:decline',
  audit: 'project.declined',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: Decline,
  reply: { status: 200, schema: ProjectReply },
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'PROJECT_SUSPENDED', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'decline', { reason: body.reason });
  },
});
