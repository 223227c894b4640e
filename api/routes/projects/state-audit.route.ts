import { z } from 'zod';
import { StateAudit } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const stateAuditRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/audit-statement',
  operationId: 'stateAudit',
  summary: 'State what an audit accepts',
  permission: 'audit:state',
  audit: 'audit.stated',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: StateAudit,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'AMOUNT_TOO_LARGE',
    'ALREADY_EXISTS',
  ],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'stateAudit', {
      acceptedFen: body.acceptedSpending.amount,
      opinion: body.opinion,
    });
  },
});
