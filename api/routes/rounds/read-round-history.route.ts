import { z } from 'zod';
import { historyQuery, pageOf } from '../../../contracts/listing';
import { FactReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { readHistory } from '../../operations/history';
import { loadRound } from '../../operations/rounds';

export const readRoundHistoryRoute = defineRoute({
  method: 'get',
  path: '/rounds/:roundId/history',
  operationId: 'readRoundHistory',
  summary: "Read a round's facts, in order",
  permission: 'ranking:read',
  audit: null,
  params: z.strictObject({ roundId: idOf('rnd') }),
  query: historyQuery,
  reply: { status: 200, schema: pageOf(FactReply) },
  errors: ['NOT_FOUND', 'CURSOR_INVALID'],
  handle: async (call) => {
    await loadRound(call, call.params.roundId);
    return readHistory(call, call.params.roundId, call.query);
  },
});
