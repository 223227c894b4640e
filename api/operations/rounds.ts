import type { z } from 'zod';
import type { Actor } from '../../contracts/fact';
import type { CreateRound, RoundReply } from '../../contracts/round';
import { DomainError } from '../../domain/domain-error';
import { sumFen } from '../../domain/money';
import { civilDateOf, fromInstantText } from '../../domain/instant';
import { assertPhaseAllows } from '../../domain/round/round-phases';
import type { RoundState } from '../../domain/round/round.state';
import type { RoundCommands } from '../../domain/round/round.vocabulary';
import { numberOf } from '../../store/numbers.repository';
import { readView, viewsOf } from '../../store/views.repository';
import type { Call } from '../http/define-route';
import { presentRound } from '../presenters/round.presenter';
import { settingFor } from './programmes';
import { assertVersion } from './project-commands';
import { wasTaken } from './taken';

const STAFF = ['admin', 'manager', 'auditor', 'finance'];

export const seesDrafts = (actor: Actor): boolean => actor.roles.some((role) => STAFF.includes(role));

/** A round that is still a draft is its makers' alone. */
export async function loadRound(call: Call, roundId: string, minVersion = 0): Promise<RoundState> {
  const round = await readView<RoundState>(call.deps.store, 'round', roundId, { minVersion });
  if (!round || (round.phase === 'draft' && !seesDrafts(call.actor))) throw new DomainError('NOT_FOUND');
  return round;
}

async function assertFundsKnown(call: Call, fundIds: string[]): Promise<void> {
  const known = await viewsOf(call.deps.store, 'fund')
    .find({ _id: { $in: fundIds } }, { projection: { _id: 1 } })
    .toArray();
  const missing = fundIds.find((fundId) => !known.some(({ _id }) => _id === fundId));
  if (missing !== undefined) throw new DomainError('FUND_UNKNOWN', { fundId: missing });
}

/** A round's number: `YC-2026-0003`, counted within its year. */
async function roundNumber(call: Call, roundId: string, offsetMinutes: number): Promise<string> {
  const year = civilDateOf(fromInstantText(call.firstAskedAt), offsetMinutes).slice(0, 4);
  const serial = await numberOf(call.deps.store, `round:${year}`, roundId);
  return `YC-${year}-${String(serial).padStart(4, '0')}`;
}

export async function createRound(call: Call, body: z.infer<typeof CreateRound>): Promise<RoundReply> {
  const { store, commands } = call.deps;
  const setting = await settingFor(store, body.programme, call.nowMs);
  await assertFundsKnown(
    call,
    body.sources.map(({ fundId }) => fundId),
  );
  const sources = body.sources.map(({ fundId, amount }) => ({ fundId, amountFen: amount.amount }));
  const total = sumFen(sources.map(({ amountFen }) => amountFen));
  if (total !== body.budget.amount)
    throw new DomainError('SOURCES_UNEQUAL_BUDGET', { sources: total, budget: body.budget.amount });
  if (fromInstantText(body.closesAt) <= fromInstantText(body.opensAt))
    throw new DomainError('CALENDAR_ORDER');
  const id = call.newId('rnd');
  const payload: RoundCommands['createRound'] = {
    number: await roundNumber(call, id, setting.definition.offsetMinutes),
    name: body.name,
    budgetFen: body.budget.amount,
    sources,
    opensAt: body.opensAt,
    closesAt: body.closesAt,
    operatorOrganizationId: body.operatorOrganizationId ?? null,
  };
  const { commandId, actor } = call;
  const order = { kind: 'round' as const, id, commandId, type: 'createRound', actor, payload };
  const { version } = await commands.open(order, setting);
  return presentRound(await loadRound(call, id, version));
}

export async function commandRound<Type extends keyof RoundCommands>(
  call: Call,
  roundId: string,
  type: Type,
  payload: RoundCommands[Type],
): Promise<RoundReply> {
  const round = await loadRound(call, roundId);
  if (await wasTaken(call, roundId)) return presentRound(round);
  assertVersion(call, round.version);
  const { commandId, actor } = call;
  try {
    const { version } = await call.deps.commands.execute({
      kind: 'round',
      id: roundId,
      commandId,
      type,
      actor,
      payload,
      expectedVersion: call.expectedVersion,
    });
    return presentRound(await loadRound(call, roundId, version));
  } catch (error) {
    if (error instanceof DomainError && error.code === 'NOT_FOUND') assertPhaseAllows(round.phase, type);
    throw error;
  }
}
