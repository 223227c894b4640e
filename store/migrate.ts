import { setTimeout as sleep } from 'node:timers/promises';
import { MongoServerError, type Db } from 'mongodb';
import type { Store } from './connect';
import * as indexes from './migrations/2026-11-24-indexes';

interface Migration {
  name: string;
  up: (db: Db) => Promise<void>;
}

interface LockDocument {
  _id: string;
  holder: string;
  until: number;
}

/** In the order of their dates; forward only. A mistake is mended by the next one. */
const MIGRATIONS: Migration[] = [indexes];

const DUPLICATE_KEY = 11_000;
/** A migrator that was killed holds up the next start this long at most. */
const LOCK_FOR_MS = 6_000;
/** A living one keeps its lock however long a migration takes: an index over a large collection takes minutes. */
const RENEW_EVERY_MS = 1_500;
const POLL_MS = 100;

const locksOf = (db: Db) => db.collection<LockDocument>('locks');

async function tryLock(db: Db, holder: string, now: number): Promise<boolean> {
  const expired = await locksOf(db).updateOne(
    { _id: 'migrations', until: { $lt: now } },
    { $set: { holder, until: now + LOCK_FOR_MS } },
  );
  if (expired.modifiedCount === 1) return true;
  try {
    await locksOf(db).insertOne({ _id: 'migrations', holder, until: now + LOCK_FOR_MS });
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false;
    throw error;
  }
}

async function withLock(db: Db, work: () => Promise<void>): Promise<void> {
  const holder = `${process.pid}-${Math.random()}`;
  while (!(await tryLock(db, holder, Date.now()))) await sleep(POLL_MS);
  const renew = (): unknown =>
    locksOf(db)
      .updateOne({ _id: 'migrations', holder }, { $set: { until: Date.now() + LOCK_FOR_MS } })
      // A store that is away ends the migration itself, which says so; the next renewal is soon.
      .catch(() => undefined);
  const renewal = setInterval(renew, RENEW_EVERY_MS);
  try {
    await work();
  } finally {
    clearInterval(renewal);
    await locksOf(db).deleteOne({ _id: 'migrations', holder });
  }
}

/** Runs each migration that has not run yet, once, also when two start at the same time. */
export async function migrate(store: Store, onStep: (name: string) => void = () => undefined): Promise<void> {
  const done = store.db.collection<{ _id: string; at: Date }>('migrations');
  await withLock(store.db, async () => {
    for (const { name, up } of MIGRATIONS) {
      if (await done.findOne({ _id: name })) continue;
      onStep(name);
      await up(store.db);
      await done.insertOne({ _id: name, at: new Date() });
    }
  });
}
