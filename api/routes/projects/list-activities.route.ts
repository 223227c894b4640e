import { z } from 'zod';
import { factsQuery, pageOf } from '../../../contracts/listing';
import { FactReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { readFactsOfTypes } from '../../operations/history';

export const listActivitiesRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId/activities',
  operationId: 'listActivities',
  summary: 'List activities',
  permission: 'project:read',
  audit: null,
  params: z.strictObject({ projectId: idOf('prj') }),
  query: factsQuery,
  reply: { status: 200, schema: pageOf(FactReply) },
  errors: ['NOT_FOUND', 'CURSOR_INVALID'],
  handle: (call) => readFactsOfTypes(call, call.params.projectId, ['activityRecorded'], call.query),
});
