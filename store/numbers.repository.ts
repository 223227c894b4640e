import { setTimeout as sleep } from 'node:timers/promises';
import { MongoServerError } from 'mongodb';
import { claim, readClaim } from './claims.repository';
import type { Store } from './connect';

interface Counter {
  _id: string;
  n: number;
}

const DUPLICATE_KEY = 11_000;
/** Callers of one process wait in line, so that only processes compete for a number. */
const lines = new Map<string, Promise<unknown>>();

async function takeOne(store: Store, name: string): Promise<number> {
  const counters = store.db.collection<Counter>('counters');
  for (;;) {
    const counter = await counters.findOne({ _id: name });
    const next = (counter?.n ?? 0) + 1;
    try {
      if (!counter) {
        await counters.insertOne({ _id: name, n: next });
        return next;
      }
      const { modifiedCount } = await counters.updateOne({ _id: name, n: counter.n }, { $set: { n: next } });
      if (modifiedCount === 1) return next;
    } catch (error) {
      if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
    }
    // Another process took it: a short random wait keeps the two from meeting again.
    await sleep(Math.random() * 20);
  }
}

/** The next number of a series, from 1. Given once, also to many who ask at the same time. */
export async function nextNumber(store: Store, name: string): Promise<number> {
  const before = lines.get(name) ?? Promise.resolve();
  const mine = before.then(
    () => takeOne(store, name),
    () => takeOne(store, name),
  );
  lines.set(
    name,
    mine.catch(() => undefined),
  );
  return mine;
}

/** The number of one holder in a series: asked again, also after a crash in between, it is the same. */
export async function numberOf(store: Store, series: string, holder: string): Promise<number> {
  const name = `number:${series}:${holder}`;
  const given = await readClaim(store, name);
  if (given !== null) return Number(given);
  return Number(await claim(store, name, String(await nextNumber(store, series))));
}
