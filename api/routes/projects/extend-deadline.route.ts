import { z } from 'zod';
import { ExtendDeadline } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const extendDeadlineRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/extend',
  operationId: 'extendDeadline',
  summary: 'Move a deadline later',
  permission: 'project:extend',
  audit: 'project.extended',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: ExtendDeadline,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'DEADLINE_UNKNOWN',
    'EXTENSION_NOT_LATER',
  ],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'extend', {
      deadline: body.deadline,
      dueAt: body.dueAt,
      reason: body.reason,
    });
  },
});
