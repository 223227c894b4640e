import { z } from 'zod';
import { MayGiveReason } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const resumeProjectRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/resume',
  operationId: 'resumeProject',
  summary: 'Resume a suspended project',
  permission: 'project:suspend',
  audit: 'project.resumed',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: MayGiveReason,
  reply: { status: 200, schema: ProjectReply },
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'PROJECT_SUSPENDED', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'resume', { reason: body.reason });
  },
});
