import { z } from 'zod';
import { SigningParty } from './programme';
import { idOf, InstantText, lineOf, Sha256 } from './primitives';

/** The sender's own number of a message: the same message sent again changes nothing. */
const AdviceId = lineOf(100).meta({ example: 'ADV-20260310-000017' });

/** What a bank says became of a payment. */
export const BankAdvice = z
  .strictObject({
    adviceId: AdviceId,
    paymentId: idOf('pay'),
    outcome: z.enum(['settled', 'refused']),
    bankReference: lineOf(100),
    paidAt: InstantText,
    reason: z.string().trim().max(500).default(''),
  })
  .meta({
    id: 'BankAdvice',
    example: {
      adviceId: 'ADV-20260310-000017',
      paymentId: 'pay_01jd3p9wq4x6n8b2c7v5m0k1zt01',
      outcome: 'settled',
      bankReference: 'HD20260310-0001',
      paidAt: '2026-03-10T15:00:00+08:00',
      reason: '',
    },
  });
export type BankAdvice = z.infer<typeof BankAdvice>;

/** What a signing service says: this person has signed this document for this party. */
export const SignatureAdvice = z
  .strictObject({
    adviceId: AdviceId,
    projectId: idOf('prj'),
    signerId: idOf('usr'),
    party: SigningParty,
    documentSha256: Sha256,
  })
  .meta({
    id: 'SignatureAdvice',
    example: {
      adviceId: 'SIG-20260302-000004',
      projectId: 'prj_01jd3p9wq4x6n8b2c7v5m0k1zt',
      signerId: 'usr_01jd3p9wq4x6n8b2c7v5m0k1zt',
      party: 'grantee',
      documentSha256: 'a'.repeat(64),
    },
  });
export type SignatureAdvice = z.infer<typeof SignatureAdvice>;

/** `passedOn` is false where nobody is left to tell: it is on record all the same. */
export const CallbackReceipt = z
  .object({ adviceId: z.string(), receivedAt: InstantText, passedOn: z.boolean() })
  .meta({ id: 'CallbackReceipt' });
