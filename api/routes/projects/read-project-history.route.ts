import { z } from 'zod';
import { historyQuery, pageOf } from '../../../contracts/listing';
import { FactReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { loadAccounts } from '../../operations/dossier';
import { readProjectHistory } from '../../operations/history';

export const readProjectHistoryRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId/history',
  operationId: 'readProjectHistory',
  summary: "Read a project's facts, in order",
  permission: 'project:history',
  audit: null,
  params: z.strictObject({ projectId: idOf('prj') }),
  query: historyQuery,
  reply: { status: 200, schema: pageOf(FactReply) },
  errors: ['NOT_FOUND', 'CONFLICT_OF_INTEREST', 'CURSOR_INVALID'],
  handle: async (call) => {
    const dossier = await loadAccounts(call, call.params.projectId);
    return readProjectHistory(call, dossier, call.query);
  },
});
