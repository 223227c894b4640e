import { z } from 'zod';
import { ApprovePayment } from '../../../contracts/project';
import { PaymentReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandPayment } from '../../operations/payments';

export const approvePaymentRoute = defineRoute({
  method: 'post',
  path: '/payments/:paymentId/approve',
  operationId: 'approvePayment',
  summary: 'Approve a payment',
  permission: 'payment:approve',
  audit: 'payment.approved',
  params: z.strictObject({ paymentId: idOf('pay') }),
  body: ApprovePayment,
  reply: { status: 200, schema: PaymentReply },
  errors: ['NOT_FOUND', 'PAYMENT_STATE', 'VERSION_CONFLICT', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => commandPayment(call, call.params.paymentId, 'approve', call.body),
});
