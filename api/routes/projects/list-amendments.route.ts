import { z } from 'zod';
import { factsQuery, pageOf } from '../../../contracts/listing';
import { FactReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { readFactsOfTypes } from '../../operations/history';

export const listAmendmentsRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId/amendments',
  operationId: 'listAmendments',
  summary: 'List amendments: what was asked for, and what was decided',
  permission: 'project:read',
  audit: null,
  params: z.strictObject({ projectId: idOf('prj') }),
  query: factsQuery,
  reply: { status: 200, schema: pageOf(FactReply) },
  errors: ['NOT_FOUND', 'CURSOR_INVALID'],
  handle: (call) =>
    readFactsOfTypes(call, call.params.projectId, ['amendmentRequested', 'amendmentDecided'], call.query),
});
