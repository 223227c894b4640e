import { z } from 'zod';
import { pageOf } from '../../../contracts/listing';
import { FactReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { readFactsOfType } from '../../operations/history';

export const listSupervisionNotesRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId/supervision-notes',
  operationId: 'listSupervisionNotes',
  summary: 'List supervision notes',
  permission: 'project:read',
  audit: null,
  params: z.strictObject({ projectId: idOf('prj') }),
  reply: { status: 200, schema: pageOf(FactReply) },
  errors: ['NOT_FOUND'],
  handle: (call) => readFactsOfType(call, call.params.projectId, 'supervisionNoted'),
});
