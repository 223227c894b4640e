import type { PaymentReply } from '../../contracts/project-reply';
import { allowedPaymentActions, type PaymentState } from '../../domain/payment/payment.rules';
import { presentMoney } from './money.presenter';

export function presentPayment(state: PaymentState): PaymentReply {
  return {
    id: state.id,
    version: state.version,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    projectId: state.projectId,
    roundId: state.roundId,
    fundId: state.fundId,
    trancheKey: state.trancheKey,
    payeeOrganizationId: state.payeeOrganizationId,
    amount: presentMoney(state.amountFen),
    status: state.status,
    payBy: state.payBy?.dueAt ?? null,
    approvedBy: state.approvedBy,
    confirmedBy: state.confirmedBy,
    bankReference: state.bankReference,
    paidAt: state.paidAt,
    rejections: state.rejections,
    allowed: allowedPaymentActions(state.status),
  };
}
