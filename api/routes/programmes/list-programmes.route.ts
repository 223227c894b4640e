import { listQuery, pageOf } from '../../../contracts/listing';
import { ProgrammeReply } from '../../../contracts/programme-reply';
import { EXAMPLE_PROGRAMME } from '../../openapi/example-programme';
import { defineRoute } from '../../http/define-route';
import { listViews } from '../../operations/lists';
import { presentProgramme, type ProgrammeState } from '../../operations/programmes';

export const listProgrammesRoute = defineRoute({
  method: 'get',
  path: '/programmes',
  operationId: 'listProgrammes',
  summary: 'List programmes and their versions',
  permission: 'programme:read',
  audit: null,
  query: listQuery({}),
  reply: { status: 200, schema: pageOf(ProgrammeReply) },
  errors: ['CURSOR_INVALID'],
  examples: { reply: { items: [EXAMPLE_PROGRAMME], nextCursor: null } },
  handle: async (call) => {
    const page = await listViews<ProgrammeState>(call, 'programme', call.query, {});
    return { ...page, items: page.items.map(presentProgramme) };
  },
});
