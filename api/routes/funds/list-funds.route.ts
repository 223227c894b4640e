import { z } from 'zod';
import { FundReply } from '../../../contracts/fund';
import { listQuery, pageOf } from '../../../contracts/listing';
import { defineRoute } from '../../http/define-route';
import { type FundState } from '../../../domain/fund/fund.rules';
import { listViews } from '../../operations/lists';
import { presentFund } from '../../presenters/fund.presenter';

export const listFundsRoute = defineRoute({
  method: 'get',
  path: '/funds',
  operationId: 'listFunds',
  summary: 'List funds',
  permission: 'fund:read',
  audit: null,
  query: listQuery({ kind: z.enum(['general', 'directed']).optional() }, ['id', 'name', 'updatedAt']),
  reply: { status: 200, schema: pageOf(FundReply) },
  errors: ['CURSOR_INVALID'],
  handle: async (call) => {
    const page = await listViews<FundState>(call, 'fund', call.query, { fundKind: call.query.kind });
    return { ...page, items: page.items.map(presentFund) };
  },
});
