import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../store/connect';
import { viewsOf } from '../../store/views.repository';
import { comparePromises } from './compare-promises';
import type { Finding } from './finding';
import { readRoundMoney } from './round-money';

/** A message between aggregates takes milliseconds; what disagrees in the same words each time is not on its way. */
const LOOKS = 3;
const PAUSE_MS = 1_000;

async function compareRound(store: Store, roundId: string): Promise<Finding[]> {
  const money = await readRoundMoney(store, roundId);
  return money ? comparePromises(money) : [];
}

/** What of a round disagrees in every look at it. */
async function settleRound(store: Store, roundId: string): Promise<Finding[]> {
  let findings = await compareRound(store, roundId);
  for (let look = 2; look <= LOOKS && findings.length > 0; look += 1) {
    await sleep(PAUSE_MS);
    const again = new Set((await compareRound(store, roundId)).map((finding) => JSON.stringify(finding)));
    findings = findings.filter((finding) => again.has(JSON.stringify(finding)));
  }
  return findings;
}

/** Compares, round by round, what rounds, funds, projects and payments have promised each other. */
export async function reconcilePromises(
  store: Store,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<{ rounds: number; findings: Finding[] }> {
  const rounds = await viewsOf(store, 'round')
    .find({}, { projection: { _id: 1 } })
    .sort({ _id: 1 })
    .toArray();
  const findings: Finding[] = [];
  for (const [index, { _id: roundId }] of rounds.entries()) {
    findings.push(...(await settleRound(store, roundId)));
    onProgress(index + 1, rounds.length);
  }
  return { rounds: rounds.length, findings };
}
