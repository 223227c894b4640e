import { z } from 'zod';
import { Terminate } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';
import { amountOf } from '../../presenters/money.presenter';

export const terminateProjectRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/terminate',
  operationId: 'terminateProject',
  summary: 'Terminate a project',
  permission: 'project:terminate',
  audit: 'project.terminated',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: Terminate,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'AMOUNT_TOO_LARGE',
  ],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'terminate', {
      reason: body.reason,
      clawbackFen: amountOf(body.clawback),
    });
  },
});
