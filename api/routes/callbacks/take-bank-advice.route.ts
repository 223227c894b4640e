import { BankAdvice, CallbackReceipt } from '../../../contracts/callback';
import { defineRoute } from '../../http/define-route';
import { takeBankAdvice } from '../../operations/callbacks';

export const takeBankAdviceRoute = defineRoute({
  method: 'post',
  path: '/callbacks/payments',
  operationId: 'takeBankAdvice',
  summary: 'A bank says what became of a payment',
  permission: 'callback',
  audit: 'callback.payment',
  body: BankAdvice,
  reply: { status: 202, schema: CallbackReceipt },
  errors: ['SIGNATURE_INVALID'],
  handle: (call) => takeBankAdvice(call, call.body),
});
