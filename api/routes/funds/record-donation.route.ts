import { z } from 'zod';
import { FundReply, RecordDonation } from '../../../contracts/fund';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { recordDonation } from '../../operations/funds';

export const recordDonationRoute = defineRoute({
  method: 'post',
  path: '/funds/:fundId/donations',
  operationId: 'recordDonation',
  summary: 'Record money or things given',
  permission: 'fund:write',
  audit: 'fund.donationReceived',
  params: z.strictObject({ fundId: idOf('fnd') }),
  body: RecordDonation,
  reply: { status: 201, schema: FundReply },
  errors: ['NOT_FOUND', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE', 'MONEY_INVALID'],
  handle: (call) => recordDonation(call, call.params.fundId, call.body),
});
