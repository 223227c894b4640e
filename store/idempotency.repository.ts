import { MongoServerError } from 'mongodb';
import type { Store } from './connect';

interface RequestDocument {
  _id: string;
  requestHash: string;
  /** Every id the request makes follows from this, so that a repeated one makes the same. */
  seed: string;
  state: 'pending' | 'done';
  status?: number;
  body?: unknown;
  createdAt: Date;
}

export type Attempt =
  | { kind: 'go'; seed: string }
  | { kind: 'replay'; status: number; body: unknown; seed: string }
  | { kind: 'reused' };

const DUPLICATE_KEY = 11_000;
const requestsOf = (store: Store) => store.db.collection<RequestDocument>('idempotency');

/**
 * Begins a request under a caller's key. A first one goes; one that was answered is answered the same; one that was
 * cut off goes again under the seed of the first, so that nothing is made twice.
 */
export async function beginRequest(
  store: Store,
  request: { id: string; requestHash: string; seed: string },
): Promise<Attempt> {
  const { id, requestHash, seed } = request;
  try {
    await requestsOf(store).insertOne({
      _id: id,
      requestHash,
      seed,
      state: 'pending',
      createdAt: new Date(),
    });
    return { kind: 'go', seed };
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
  }
  const earlier = await requestsOf(store).findOne({ _id: id });
  if (!earlier) return beginRequest(store, request);
  if (earlier.requestHash !== requestHash) return { kind: 'reused' };
  if (earlier.state === 'done')
    return { kind: 'replay', status: earlier.status ?? 200, body: earlier.body, seed: earlier.seed };
  return { kind: 'go', seed: earlier.seed };
}

export async function finishRequest(
  store: Store,
  id: string,
  reply: { status: number; body: unknown },
): Promise<void> {
  await requestsOf(store).updateOne(
    { _id: id },
    { $set: { state: 'done', status: reply.status, body: reply.body } },
  );
}
