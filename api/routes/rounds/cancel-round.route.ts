import { z } from 'zod';
import { GiveReason } from '../../../contracts/project';
import { RoundReply } from '../../../contracts/round';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandRound } from '../../operations/rounds';

export const cancelRoundRoute = defineRoute({
  method: 'post',
  path: '/rounds/:roundId/cancel',
  operationId: 'cancelRound',
  summary: 'Cancel the round',
  permission: 'round:write',
  audit: 'round.cancelled',
  params: z.strictObject({ roundId: idOf('rnd') }),
  body: GiveReason,
  reply: { status: 200, schema: RoundReply },
  errors: ['NOT_FOUND', 'ROUND_PHASE', 'VERSION_CONFLICT', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => commandRound(call, call.params.roundId, 'cancel', call.body),
});
