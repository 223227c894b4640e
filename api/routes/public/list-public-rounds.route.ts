import { listQuery, pageOf } from '../../../contracts/listing';
import { PublicRound } from '../../../contracts/summaries';
import { defineRoute } from '../../http/define-route';
import { listPublicRounds } from '../../operations/public';

export const listPublicRoundsRoute = defineRoute({
  method: 'get',
  path: '/public/rounds',
  operationId: 'listPublicRounds',
  summary: 'Open calls',
  permission: 'public',
  audit: null,
  query: listQuery({}),
  reply: { status: 200, schema: pageOf(PublicRound) },
  errors: ['CURSOR_INVALID'],
  handle: (call) => listPublicRounds(call, call.query),
});
