import { z } from 'zod';
import { readQuery } from '../../../contracts/listing';
import { PaymentReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { loadPayment } from '../../operations/payments';
import { presentPayment } from '../../presenters/payment.presenter';

export const readPaymentRoute = defineRoute({
  method: 'get',
  path: '/payments/:paymentId',
  operationId: 'readPayment',
  summary: 'Read a payment',
  permission: 'payment:read',
  audit: null,
  params: z.strictObject({ paymentId: idOf('pay') }),
  query: readQuery,
  reply: { status: 200, schema: PaymentReply },
  errors: ['NOT_FOUND', 'VERSION_NOT_REACHED'],
  handle: async (call) =>
    presentPayment(await loadPayment(call, call.params.paymentId, call.query.minVersion)),
});
