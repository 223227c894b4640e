import { z } from 'zod';
import { FileObjection } from '../../../contracts/project';
import { ObjectionReceipt } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { fileObjection } from '../../operations/objections';

export const fileObjectionRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/objections',
  operationId: 'fileObjection',
  summary: 'Object during the notice period',
  permission: 'objection:file',
  audit: 'objection.filed',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: FileObjection,
  reply: { status: 201, schema: ObjectionReceipt },
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'PROJECT_SUSPENDED', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => fileObjection(call, call.params.projectId, call.body),
});
