import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { BankAdvice, CallbackReceipt, SignatureAdvice } from '../../contracts/callback';
import type { Actor } from '../../contracts/fact';
import { DomainError } from '../../domain/domain-error';
import type { ProjectState } from '../../domain/project/project.state';
import { keepCallback, markPassedOn } from '../../store/callbacks.repository';
import { readView } from '../../store/views.repository';
import type { Order } from '../commands/gateway';
import { canonicalJson } from '../../store/canonical-json';
import type { Call } from '../http/define-route';
import { partiesOf } from './signers';
import type { UserState } from './user.aggregate';

type Receipt = z.infer<typeof CallbackReceipt>;
type Kind = 'payment' | 'signature';

interface Advice {
  kind: Kind;
  body: { adviceId: string };
  /** What the message asks for; null where nobody is left to ask. */
  order: Omit<Order, 'commandId'> | null;
}

/** The same number with other contents is another message: it is kept and judged as well, never taken for the first. */
const commandIdOf = (kind: Kind, body: object): string =>
  createHash('sha256')
    .update(`callback:${kind}\n${canonicalJson(body)}`)
    .digest('hex');

/** Records a message first, then passes it on as a signal; sent again, it is the same command and changes nothing. */
async function take(call: Call, { kind, body, order }: Advice): Promise<Receipt> {
  const { store, commands } = call.deps;
  const commandId = commandIdOf(kind, body);
  const kept = await keepCallback(store, {
    _id: commandId,
    kind,
    body,
    receivedAt: call.now,
    passedOn: false,
  });
  const passedOn =
    kept.passedOn || (order !== null && (await commands.deliver({ ...order, commandId }).then(yes, isGone)));
  if (passedOn && !kept.passedOn) await markPassedOn(store, commandId);
  return { adviceId: body.adviceId, receivedAt: kept.receivedAt, passedOn };
}

const yes = (): boolean => true;

/** A workflow that has ended takes no message; any other fault is the sender's to try again. */
function isGone(error: unknown): boolean {
  if (error instanceof DomainError && error.code === 'NOT_FOUND') return false;
  throw error;
}

/** What a bank says became of a payment; its rules decide what that means, and record it also where it changes nothing. */
export function takeBankAdvice(call: Call, body: z.infer<typeof BankAdvice>): Promise<Receipt> {
  const { paymentId, bankReference, outcome, paidAt, reason } = body;
  const payload = { bankReference, outcome, paidAt, reason };
  const actor: Actor = { userId: 'callback:bank', roles: ['callback'] };
  return take(call, {
    kind: 'payment',
    body,
    order: { kind: 'payment', id: paymentId, type: 'adviseBank', actor, payload },
  });
}

/** What a signing service says: the signer acts, as if they had signed here, with the same rights and no more. */
export async function takeSignatureAdvice(
  call: Call,
  body: z.infer<typeof SignatureAdvice>,
): Promise<Receipt> {
  const { store } = call.deps;
  const { projectId, signerId, party, documentSha256 } = body;
  const [project, signer] = await Promise.all([
    readView<ProjectState>(store, 'project', projectId),
    readView<UserState>(store, 'user', signerId),
  ]);
  if (!project || !signer || signer.disabled) return take(call, { kind: 'signature', body, order: null });
  const organization = signer.organizationId === null ? {} : { organizationId: signer.organizationId };
  const mayActFor = partiesOf(
    { userId: signer.id, roles: signer.roles, ...organization },
    { grantee: project.application?.organizationId, host: project.application?.hostOrganizationId },
  );
  const actor: Actor = { userId: signer.id, roles: ['callback'], ...organization };
  const payload = { documentSha256, party, mayActFor };
  return take(call, {
    kind: 'signature',
    body,
    order: { kind: 'project', id: projectId, type: 'sign', actor, payload },
  });
}
