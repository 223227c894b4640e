import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { DomainError } from '../../domain/domain-error';
import { measureHistory, subtractCosts, type HistoryCost } from './history-cost';
import type { Lifecycle } from './lifecycle';
import type { Player } from './player';

/** How long a history has to stay as it is to count as whole. */
const QUIET_MS = 150;
const MANY = 20;

/** What one detour adds to a history, by the name people read. */
export interface Detour {
  zh: string;
  en: string;
  cost: HistoryCost;
}

async function measureQuiet(client: Client, workflowId: string): Promise<HistoryCost> {
  for (;;) {
    const before = await measureHistory(client, workflowId);
    await sleep(QUIET_MS);
    const after = await measureHistory(client, workflowId);
    if (after.events === before.events) return after;
  }
}

async function measureStep(
  client: Client,
  workflowId: string,
  step: () => Promise<unknown>,
): Promise<HistoryCost> {
  const before = await measureQuiet(client, workflowId);
  await step();
  return subtractCosts(await measureQuiet(client, workflowId), before);
}

async function expectRefusal(refused: Promise<unknown>): Promise<void> {
  try {
    await refused;
  } catch (error) {
    if (error instanceof DomainError) return;
    throw error;
  }
  throw new Error('A command that has to be refused was taken');
}

const share = (cost: HistoryCost, count: number): HistoryCost => ({
  events: cost.events / count,
  actions: cost.actions / count,
  bytes: Math.round(cost.bytes / count),
  runs: cost.runs,
});

/** What leaves the straight way, each on a project of its own, and what commands cost when they come together. */
export async function measureDetours(
  client: Client,
  player: Player,
  lifecycle: Lifecycle,
): Promise<Detour[]> {
  const [fundId, roundId] = [lifecycle.idOf('fnd', 0), lifecycle.idOf('rnd', 0)];
  await lifecycle.openRound(fundId, roundId);
  const detours: Detour[] = [];
  const onProject = async (names: [zh: string, en: string], step: (id: string) => Promise<unknown>) => {
    const id = lifecycle.idOf('prj', detours.length + 1);
    await lifecycle.submit(id, roundId);
    const cost = await measureStep(client, `project:${id}`, () => step(id));
    detours.push({ zh: names[0], en: names[1], cost });
    await player.terminate('project', id).catch(() => undefined);
  };
  const onFund = async (names: [zh: string, en: string], step: () => Promise<unknown>, count: number) => {
    const cost = share(await measureStep(client, `fund:${fundId}`, step), count);
    detours.push({ zh: names[0], en: names[1], cost });
  };
  const donate = (): Promise<void> => lifecycle.donate(fundId, 1);
  const send = (id: string, type: string, payload: object) => player.send('project', id, type, payload);

  await onProject(['被拒绝的指令', 'a refused command'], (id) =>
    expectRefusal(send(id, 'decline', { reason: '' })),
  );
  await onProject(['退回补正后再次提交', 'returned, corrected, submitted again'], async (id) => {
    await send(id, 'screen', { outcome: 'return', checklist: {}, reasons: '材料不全' });
    await lifecycle.submit(id, roundId);
  });
  await onProject(['形式审查未通过', 'rejected at screening'], (id) =>
    send(id, 'screen', { outcome: 'reject', checklist: {}, reasons: '不符合申报条件' }),
  );
  await onProject(['暂停后恢复', 'suspended and resumed'], async (id) => {
    await send(id, 'suspend', { reason: '核查' });
    await send(id, 'resume', { reason: '核查完毕' });
  });
  await onProject(['撤回申请', 'withdrawn'], (id) => send(id, 'withdraw', { reason: '另有安排' }));
  await onFund(['单独一条指令', 'a command alone'], donate, 1);
  const together = () => Promise.all(Array.from({ length: MANY }, donate));
  await onFund([`${MANY} 条同时，每条`, `${MANY} at once, each`], together, MANY);
  await player.terminate('round', roundId);
  await player.terminate('fund', fundId);
  return detours;
}
