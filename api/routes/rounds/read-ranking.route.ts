import { z } from 'zod';
import { RankingReply } from '../../../contracts/round';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { rankRound } from '../../operations/decisions';

export const readRankingRoute = defineRoute({
  method: 'get',
  path: '/rounds/:roundId/ranking',
  operationId: 'readRanking',
  summary: 'The ranking, each place with the rule that made it',
  permission: 'ranking:read',
  audit: null,
  params: z.strictObject({ roundId: idOf('rnd') }),
  reply: { status: 200, schema: RankingReply },
  errors: ['NOT_FOUND'],
  handle: (call) => rankRound(call, call.params.roundId),
});
