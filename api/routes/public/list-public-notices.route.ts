import { listQuery, pageOf } from '../../../contracts/listing';
import { PublicNotice } from '../../../contracts/summaries';
import { defineRoute } from '../../http/define-route';
import { listPublicNotices } from '../../operations/public';

export const listPublicNoticesRoute = defineRoute({
  method: 'get',
  path: '/public/notices',
  operationId: 'listPublicNotices',
  summary: 'Awards in their notice period',
  permission: 'public',
  audit: null,
  query: listQuery({}),
  reply: { status: 200, schema: pageOf(PublicNotice) },
  errors: ['CURSOR_INVALID'],
  handle: (call) => listPublicNotices(call, call.query),
});
