import { z } from 'zod';
import { factsQuery, pageOf } from '../../../contracts/listing';
import { FactReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { readFactsOfTypes } from '../../operations/history';

export const listSupervisionNotesRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId/supervision-notes',
  operationId: 'listSupervisionNotes',
  summary: 'List supervision notes',
  permission: 'project:read',
  audit: null,
  params: z.strictObject({ projectId: idOf('prj') }),
  query: factsQuery,
  reply: { status: 200, schema: pageOf(FactReply) },
  errors: ['NOT_FOUND', 'CURSOR_INVALID'],
  handle: (call) => readFactsOfTypes(call, call.params.projectId, ['supervisionNoted'], call.query),
});
