import { z } from 'zod';
import { FileObjection } from '../../../contracts/project';
import { ObjectionReceipt } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { fileObjection } from '../../operations/objections';

export const filePublicObjectionRoute = defineRoute({
  method: 'post',
  path: '/public/projects/:projectId/objections',
  operationId: 'filePublicObjection',
  summary: 'Object during the notice period, by name',
  permission: 'public',
  audit: 'objection.filed',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: FileObjection,
  reply: { status: 201, schema: ObjectionReceipt },
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'PROJECT_SUSPENDED', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => fileObjection(call, call.params.projectId, call.body),
});
