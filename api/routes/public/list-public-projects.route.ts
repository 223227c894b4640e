import { listQuery, pageOf } from '../../../contracts/listing';
import { PublicProject } from '../../../contracts/summaries';
import { defineRoute } from '../../http/define-route';
import { listPublicProjects } from '../../operations/public';

export const listPublicProjectsRoute = defineRoute({
  method: 'get',
  path: '/public/projects',
  operationId: 'listPublicProjects',
  summary: 'Funded projects',
  permission: 'public',
  audit: null,
  query: listQuery({}),
  reply: { status: 200, schema: pageOf(PublicProject) },
  errors: ['CURSOR_INVALID'],
  handle: (call) => listPublicProjects(call, call.query),
});
