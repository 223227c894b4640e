import { z } from 'zod';
import { pageOf, pageQuery } from '../../../contracts/listing';
import { NamedObjection } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { listObjections } from '../../operations/objections';

export const listObjectionsRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId/objections',
  operationId: 'listObjections',
  summary: 'List objections with who made them',
  permission: 'objection:read',
  audit: 'objections.read',
  params: z.strictObject({ projectId: idOf('prj') }),
  query: pageQuery,
  reply: { status: 200, schema: pageOf(NamedObjection) },
  errors: ['NOT_FOUND', 'CURSOR_INVALID'],
  handle: (call) => listObjections(call, call.params.projectId, call.query),
});
