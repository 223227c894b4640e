import type { z } from 'zod';
import type { CreateFund, FundReply, RecordDonation } from '../../contracts/fund';
import { DomainError } from '../../domain/domain-error';
import type { FundState } from '../../domain/fund/fund.rules';
import { readView } from '../../store/views.repository';
import type { Call } from '../http/define-route';
import { presentFund } from '../presenters/fund.presenter';
import { amountOf } from '../presenters/money.presenter';
import { assertVersion } from './project-commands';
import { wasTaken } from './taken';

export async function loadFund(call: Call, fundId: string, minVersion = 0): Promise<FundState> {
  const fund = await readView<FundState>(call.deps.store, 'fund', fundId, { minVersion });
  if (!fund) throw new DomainError('NOT_FOUND');
  return fund;
}

export async function createFund(call: Call, body: z.infer<typeof CreateFund>): Promise<FundReply> {
  const id = call.newId('fnd');
  const { commandId, actor } = call;
  const payload = { name: body.name, fundKind: body.kind, purposeTags: body.purposeTags };
  const order = { kind: 'fund' as const, id, commandId, type: 'createFund', actor, payload };
  const { version } = await call.deps.commands.open(order, null);
  return presentFund(await loadFund(call, id, version));
}

/** Money or things given; things are counted, not priced, so they add nothing to the balance. */
export async function recordDonation(
  call: Call,
  fundId: string,
  body: z.infer<typeof RecordDonation>,
): Promise<FundReply> {
  const fund = await loadFund(call, fundId);
  // The fund remembers its last hundred commands, a caller's key is good for a day: money given once is counted once.
  if (await wasTaken(call, fundId)) return presentFund(fund);
  assertVersion(call, fund.version);
  const { commandId, actor, expectedVersion } = call;
  const payload = {
    donationId: call.newId('don'),
    donor: body.donor,
    amountFen: amountOf(body.amount),
    inKind: body.inKind ?? null,
    receivedAt: body.receivedAt ?? call.firstAskedAt,
  };
  const { version } = await call.deps.commands.execute({
    kind: 'fund',
    id: fundId,
    commandId,
    type: 'receiveDonation',
    actor,
    payload,
    expectedVersion,
  });
  return presentFund(await loadFund(call, fundId, version));
}
