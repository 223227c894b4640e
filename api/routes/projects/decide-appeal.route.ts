import { z } from 'zod';
import { DecideAppeal } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { decideAppeal } from '../../operations/appeals';

export const decideAppealRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/appeals/:appealId/decide',
  operationId: 'decideAppeal',
  summary: 'Decide an appeal',
  permission: 'appeal:decide',
  audit: 'appeal.decided',
  params: z.strictObject({ projectId: idOf('prj'), appealId: idOf('apl') }),
  body: DecideAppeal,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'APPEAL_UNKNOWN',
    'APPEAL_DECIDED',
  ],
  handle: (call) =>
    decideAppeal(call, call.params.projectId, { appealId: call.params.appealId, ...call.body }),
});
