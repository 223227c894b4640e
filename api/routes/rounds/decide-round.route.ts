import { z } from 'zod';
import { Decide, RoundReply } from '../../../contracts/round';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { decideRound } from '../../operations/decisions';

/** 10,000 awards, each with the id of its project and of its fund, and as many that wait. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

export const decideRoundRoute = defineRoute({
  method: 'post',
  path: '/rounds/:roundId/decide',
  operationId: 'decideRound',
  summary: 'Decide the whole round',
  permission: 'round:decide',
  audit: 'round.decided',
  params: z.strictObject({ roundId: idOf('rnd') }),
  body: Decide,
  maxBodyBytes: MAX_BODY_BYTES,
  reply: { status: 200, schema: RoundReply },
  errors: [
    'NOT_FOUND',
    'ROUND_PHASE',
    'VERSION_CONFLICT',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'DECISION_INVALID',
    'BUDGET_EXCEEDED',
    'ROUND_HAS_PENDING_PROJECTS',
    'FUND_INSUFFICIENT',
    'FUND_PURPOSE',
    'MONEY_INVALID',
  ],
  handle: (call) => decideRound(call, call.params.roundId, call.body),
});
