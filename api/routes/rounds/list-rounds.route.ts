import { z } from 'zod';
import { listQuery, pageOf } from '../../../contracts/listing';
import { RoundReply } from '../../../contracts/round';
import { defineRoute } from '../../http/define-route';
import { ROUND_PHASES } from '../../../domain/round/round.state';
import { listRounds } from '../../operations/list-rounds';

export const listRoundsRoute = defineRoute({
  method: 'get',
  path: '/rounds',
  operationId: 'listRounds',
  summary: 'List and search rounds',
  permission: 'round:read',
  audit: null,
  query: listQuery({ phase: z.enum(ROUND_PHASES).optional() }, ['id', 'number', 'updatedAt']),
  reply: { status: 200, schema: pageOf(RoundReply) },
  errors: ['CURSOR_INVALID'],
  handle: (call) => listRounds(call, call.query),
});
