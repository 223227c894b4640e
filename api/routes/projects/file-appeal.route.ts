import { z } from 'zod';
import { GiveReason } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { fileAppeal } from '../../operations/appeals';

export const fileAppealRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/appeal',
  operationId: 'fileAppeal',
  summary: 'Appeal against a rejection, a termination or a failed evaluation',
  permission: 'appeal:file',
  audit: 'appeal.filed',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: GiveReason,
  reply: { status: 201, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'APPEAL_TERM_OVER',
  ],
  handle: (call) => fileAppeal(call, call.params.projectId, call.body.reason),
});
