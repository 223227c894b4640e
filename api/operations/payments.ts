import type { PaymentReply } from '../../contracts/project-reply';
import { DomainError } from '../../domain/domain-error';
import { PAYMENT_RULES, type PaymentState } from '../../domain/payment/payment.rules';
import { readView } from '../../store/views.repository';
import { commandOf } from '../commands/gateway';
import type { Call } from '../http/define-route';
import { maySeePayment } from '../http/scope';
import { presentPayment } from '../presenters/payment.presenter';
import { readDossier } from './dossier';
import { assertVersion } from './project-commands';
import { wasTaken } from './taken';

export async function loadPayment(call: Call, paymentId: string, minVersion = 0): Promise<PaymentState> {
  const { store } = call.deps;
  const payment = await readView<PaymentState>(store, 'payment', paymentId, { minVersion });
  const project = payment && (await readDossier(store, payment.projectId));
  if (!project) throw new DomainError('NOT_FOUND');
  const { state, draft } = project;
  if (!maySeePayment(payment, { state, ownerOrganizationId: draft.organizationId }, call.actor))
    throw new DomainError('NOT_FOUND');
  return payment;
}

export async function commandPayment(
  call: Call,
  paymentId: string,
  type: string,
  payload: object,
): Promise<PaymentReply> {
  const payment = await loadPayment(call, paymentId);
  if (await wasTaken(call, paymentId)) return presentPayment(payment);
  assertVersion(call, payment.version);
  const { commandId, actor, expectedVersion } = call;
  const order = {
    kind: 'payment' as const,
    id: paymentId,
    commandId,
    type,
    actor,
    payload,
    expectedVersion,
  };
  try {
    const { version } = await call.deps.commands.execute(order);
    return presentPayment(await loadPayment(call, paymentId, version));
  } catch (error) {
    // A payment that is through has no workflow any more; its rules say what its status allows.
    if (error instanceof DomainError && error.code === 'NOT_FOUND')
      PAYMENT_RULES.decide(payment, commandOf(order), null, call.nowMs);
    throw error;
  }
}
