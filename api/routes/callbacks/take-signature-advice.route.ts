import { CallbackReceipt, SignatureAdvice } from '../../../contracts/callback';
import { defineRoute } from '../../http/define-route';
import { takeSignatureAdvice } from '../../operations/callbacks';

export const takeSignatureAdviceRoute = defineRoute({
  method: 'post',
  path: '/callbacks/signatures',
  operationId: 'takeSignatureAdvice',
  summary: 'A signing service says who has signed',
  permission: 'callback',
  audit: 'callback.signature',
  body: SignatureAdvice,
  reply: { status: 202, schema: CallbackReceipt },
  errors: ['SIGNATURE_INVALID'],
  handle: (call) => takeSignatureAdvice(call, call.body),
});
