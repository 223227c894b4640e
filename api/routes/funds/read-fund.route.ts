import { z } from 'zod';
import { FundReply } from '../../../contracts/fund';
import { readQuery } from '../../../contracts/listing';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { loadFund } from '../../operations/funds';
import { presentFund } from '../../presenters/fund.presenter';

export const readFundRoute = defineRoute({
  method: 'get',
  path: '/funds/:fundId',
  operationId: 'readFund',
  summary: 'Read a fund and its balances',
  permission: 'fund:read',
  audit: null,
  params: z.strictObject({ fundId: idOf('fnd') }),
  query: readQuery,
  reply: { status: 200, schema: FundReply },
  errors: ['NOT_FOUND', 'VERSION_NOT_REACHED'],
  handle: async (call) => presentFund(await loadFund(call, call.params.fundId, call.query.minVersion)),
});
