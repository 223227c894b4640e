import { z } from 'zod';
import { Decline } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { declineAward } from '../../operations/agreements';

export const declineAwardRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/agreement/decline',
  // A grantee may decline before there is an agreement.
  also: [{ method: 'post', path: '/projects/:projectId/decline' }],
  operationId: 'declineAward',
  summary: 'Give an award up',
  permission: 'project:decline',
  audit: 'project.declined',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: Decline,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'NOT_A_PARTY',
  ],
  handle: (call) => declineAward(call, call.params.projectId, call.body.reason),
});
