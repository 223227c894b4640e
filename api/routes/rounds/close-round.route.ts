import { z } from 'zod';
import { CloseRound, RoundReply } from '../../../contracts/round';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandRound } from '../../operations/rounds';

export const closeRoundRoute = defineRoute({
  method: 'post',
  path: '/rounds/:roundId/close',
  operationId: 'closeRound',
  summary: 'Close the call early, a few seconds ahead',
  permission: 'round:write',
  audit: 'round.closed',
  params: z.strictObject({ roundId: idOf('rnd') }),
  body: CloseRound,
  reply: { status: 200, schema: RoundReply },
  errors: ['NOT_FOUND', 'ROUND_PHASE', 'VERSION_CONFLICT', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => commandRound(call, call.params.roundId, 'closeCall', call.body),
});
