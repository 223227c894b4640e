import { z } from 'zod';
import { GiveReason } from '../../../contracts/project';
import { RoundReply } from '../../../contracts/round';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandRound } from '../../operations/rounds';

export const releaseWaitlistRoute = defineRoute({
  method: 'post',
  path: '/rounds/:roundId/release-waitlist',
  operationId: 'releaseWaitlist',
  summary: 'Release everybody who still waits',
  permission: 'round:decide',
  audit: 'round.waitlistReleased',
  params: z.strictObject({ roundId: idOf('rnd') }),
  body: GiveReason,
  reply: { status: 200, schema: RoundReply },
  errors: ['NOT_FOUND', 'ROUND_PHASE', 'VERSION_CONFLICT', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => commandRound(call, call.params.roundId, 'endWaitlist', call.body),
});
