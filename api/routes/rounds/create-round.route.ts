import { CreateRound, RoundReply } from '../../../contracts/round';
import { defineRoute } from '../../http/define-route';
import { createRound } from '../../operations/rounds';

export const createRoundRoute = defineRoute({
  method: 'post',
  path: '/rounds',
  operationId: 'createRound',
  summary: 'Create a round',
  permission: 'round:write',
  audit: 'round.created',
  body: CreateRound,
  reply: { status: 201, schema: RoundReply },
  errors: [
    'NOT_FOUND',
    'ROUND_PHASE',
    'VERSION_CONFLICT',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'SOURCES_UNEQUAL_BUDGET',
    'CALENDAR_ORDER',
    'PROGRAMME_UNKNOWN',
    'FUND_UNKNOWN',
    'MONEY_INVALID',
  ],
  handle: (call) => createRound(call, call.body),
});
