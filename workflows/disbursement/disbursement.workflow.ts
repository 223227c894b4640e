import { PAYMENT_RULES, type PaymentState } from '../../domain/payment/payment.rules';
import { AggregateRun, type Start } from '../engine/aggregate-run';

/**
 * One tranche on its way to the bank: approved by one person, confirmed by another, drawn from the fund, told to the
 * project. One workflow id per project and tranche, so that it is paid once however often it is asked for.
 */
export async function disbursementWorkflow(start: Start<PaymentState, null>): Promise<void> {
  const payment = new AggregateRun(PAYMENT_RULES, start);
  if (!(await payment.hasBegun())) return;
  await payment.until(() => payment.hasEnded);
  await payment.finish();
}
