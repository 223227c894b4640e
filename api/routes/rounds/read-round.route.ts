import { z } from 'zod';
import { readQuery } from '../../../contracts/listing';
import { RoundReply } from '../../../contracts/round';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { loadRound } from '../../operations/rounds';
import { presentRound } from '../../presenters/round.presenter';

export const readRoundRoute = defineRoute({
  method: 'get',
  path: '/rounds/:roundId',
  operationId: 'readRound',
  summary: 'Read a round',
  permission: 'round:read',
  audit: null,
  params: z.strictObject({ roundId: idOf('rnd') }),
  query: readQuery,
  reply: { status: 200, schema: RoundReply },
  errors: ['NOT_FOUND', 'VERSION_NOT_REACHED'],
  handle: async (call) => presentRound(await loadRound(call, call.params.roundId, call.query.minVersion)),
});
