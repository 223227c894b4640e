import { z } from 'zod';
import { NoBody, RoundReply } from '../../../contracts/round';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandRound } from '../../operations/rounds';

export const publishRoundRoute = defineRoute({
  method: 'post',
  path: '/rounds/:roundId/publish',
  operationId: 'publishRound',
  summary: 'Publish the call',
  permission: 'round:write',
  audit: 'round.published',
  params: z.strictObject({ roundId: idOf('rnd') }),
  body: NoBody,
  reply: { status: 200, schema: RoundReply },
  errors: [
    'NOT_FOUND',
    'ROUND_PHASE',
    'VERSION_CONFLICT',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'ROUND_CLOSED',
  ],
  handle: (call) => commandRound(call, call.params.roundId, 'publish', {}),
});
