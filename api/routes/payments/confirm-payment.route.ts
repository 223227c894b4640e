import { z } from 'zod';
import { ConfirmPayment } from '../../../contracts/project';
import { PaymentReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandPayment } from '../../operations/payments';

export const confirmPaymentRoute = defineRoute({
  method: 'post',
  path: '/payments/:paymentId/confirm',
  operationId: 'confirmPayment',
  summary: 'Confirm that the bank has paid; by somebody who did not approve it',
  permission: 'payment:confirm',
  audit: 'payment.confirmed',
  params: z.strictObject({ paymentId: idOf('pay') }),
  body: ConfirmPayment,
  reply: { status: 200, schema: PaymentReply },
  errors: [
    'NOT_FOUND',
    'PAYMENT_STATE',
    'VERSION_CONFLICT',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'DUTIES_EXCLUSIVE',
  ],
  handle: (call) => commandPayment(call, call.params.paymentId, 'confirm', call.body),
});
