import { z } from 'zod';
import { GiveReason } from '../../../contracts/project';
import { PaymentReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandPayment } from '../../operations/payments';

export const rejectPaymentRoute = defineRoute({
  method: 'post',
  path: '/payments/:paymentId/reject',
  operationId: 'rejectPayment',
  summary: 'Send a payment back with a reason',
  permission: 'payment:reject',
  audit: 'payment.rejected',
  params: z.strictObject({ paymentId: idOf('pay') }),
  body: GiveReason,
  reply: { status: 200, schema: PaymentReply },
  errors: ['NOT_FOUND', 'PAYMENT_STATE', 'VERSION_CONFLICT', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => commandPayment(call, call.params.paymentId, 'reject', call.body),
});
