import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 500;

/** Tries until it works or the time is up; parts that start together come up in any order. */
export async function patiently<Result>(work: () => Promise<Result>, withinMs: number): Promise<Result> {
  const until = Date.now() + withinMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
