import { hasCommand } from '../../store/ledger.repository';
import type { Call } from '../http/define-route';

/**
 * Whether an earlier attempt of this request was carried out although its answer was lost. Then the state has moved on,
 * and what would refuse a new request must not refuse the repetition.
 */
export const wasTaken = async (call: Call, aggregateId: string): Promise<boolean> =>
  call.isRetry && (await hasCommand(call.deps.store, aggregateId, call.commandId));
