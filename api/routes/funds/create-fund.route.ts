import { CreateFund, FundReply } from '../../../contracts/fund';
import { defineRoute } from '../../http/define-route';
import { createFund } from '../../operations/funds';

export const createFundRoute = defineRoute({
  method: 'post',
  path: '/funds',
  operationId: 'createFund',
  summary: 'Open a fund',
  permission: 'fund:write',
  audit: 'fund.created',
  body: CreateFund,
  reply: { status: 201, schema: FundReply },
  errors: ['STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => createFund(call, call.body),
});
