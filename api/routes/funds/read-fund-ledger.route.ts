import { z } from 'zod';
import { historyQuery, pageOf } from '../../../contracts/listing';
import { FactReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { loadFund } from '../../operations/funds';
import { readHistory } from '../../operations/history';

export const readFundLedgerRoute = defineRoute({
  method: 'get',
  path: '/funds/:fundId/ledger',
  operationId: 'readFundLedger',
  summary: "Read a fund's facts, in order",
  permission: 'fund:read',
  audit: null,
  params: z.strictObject({ fundId: idOf('fnd') }),
  query: historyQuery,
  reply: { status: 200, schema: pageOf(FactReply) },
  errors: ['NOT_FOUND', 'CURSOR_INVALID'],
  handle: async (call) => {
    await loadFund(call, call.params.fundId);
    return readHistory(call, call.params.fundId, call.query);
  },
});
