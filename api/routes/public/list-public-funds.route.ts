import { listQuery, pageOf } from '../../../contracts/listing';
import { PublicFund } from '../../../contracts/summaries';
import { defineRoute } from '../../http/define-route';
import { listPublicFunds } from '../../operations/public';

export const listPublicFundsRoute = defineRoute({
  method: 'get',
  path: '/public/funds',
  operationId: 'listPublicFunds',
  summary: 'Funds: what came in and went out',
  permission: 'public',
  audit: null,
  query: listQuery({}),
  reply: { status: 200, schema: pageOf(PublicFund) },
  errors: ['CURSOR_INVALID'],
  handle: (call) => listPublicFunds(call, call.query),
});
