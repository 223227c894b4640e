import { z } from 'zod';
import { ExtendRound, RoundReply } from '../../../contracts/round';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandRound } from '../../operations/rounds';

export const extendRoundRoute = defineRoute({
  method: 'post',
  path: '/rounds/:roundId/extend',
  operationId: 'extendRound',
  summary: 'Move the close later',
  permission: 'round:write',
  audit: 'round.extended',
  params: z.strictObject({ roundId: idOf('rnd') }),
  body: ExtendRound,
  reply: { status: 200, schema: RoundReply },
  errors: [
    'NOT_FOUND',
    'ROUND_PHASE',
    'VERSION_CONFLICT',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'EXTENSION_NOT_LATER',
  ],
  handle: (call) => commandRound(call, call.params.roundId, 'extendCall', call.body),
});
