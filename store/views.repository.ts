import { setTimeout as sleep } from 'node:timers/promises';
import { MongoServerError, type Collection } from 'mongodb';
import type { AggregateKind } from '../contracts/fact';
import type { AggregateState, Task } from '../domain/aggregate';
import { DomainError } from '../domain/domain-error';
import type { Store } from './connect';
import { termsOf } from './search-terms';

export const VIEW_COLLECTIONS: Record<AggregateKind, string> = {
  project: 'projects',
  round: 'rounds',
  fund: 'funds',
  payment: 'payments',
  organization: 'organizations',
  user: 'users',
  programme: 'programmes',
  calendar: 'calendars',
};

/** A read model as it is stored: the aggregate's state under its id, its tasks, and the terms it is found by. */
export type ViewDocument = { _id: string; version: number; terms?: string[] } & Record<string, unknown>;
export type View<State extends AggregateState> = State & { tasks: Task[] };

const DUPLICATE_KEY = 11_000;
const POLL_MS = 25;

export const viewsOf = (store: Store, kind: AggregateKind): Collection<ViewDocument> =>
  store.db.collection<ViewDocument>(VIEW_COLLECTIONS[kind]);

export function toDocument(kind: AggregateKind, state: object): ViewDocument {
  const { id, ...fields } = state as { id: string; version: number };
  const terms = termsOf(kind, state);
  return { _id: id, ...fields, ...(terms.length > 0 ? { terms } : {}) };
}

/** The state as the rules know it. */
export function fromDocument<State>({ _id, terms: _terms, ...fields }: ViewDocument): State {
  return { id: _id, ...fields } as State;
}

/** Writes a read model unless a newer one is there: repeated or late, a write changes nothing. */
export async function writeView(store: Store, kind: AggregateKind, state: object): Promise<void> {
  const document = toDocument(kind, state);
  try {
    await viewsOf(store, kind).replaceOne(
      { _id: document._id, version: { $lt: document.version } },
      document,
      {
        upsert: true,
      },
    );
  } catch (error) {
    // The upsert found no older version and the id taken: a newer one is there, which is as good.
    if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
  }
}

export async function readView<State extends AggregateState>(
  store: Store,
  kind: AggregateKind,
  id: string,
  wait: { minVersion?: number | undefined; timeoutMs?: number } = {},
): Promise<View<State> | null> {
  const { minVersion = 0, timeoutMs = 5_000 } = wait;
  const until = performance.now() + timeoutMs;
  for (;;) {
    const document = await viewsOf(store, kind).findOne({ _id: id });
    if ((document?.version ?? 0) >= minVersion) return document && fromDocument<View<State>>(document);
    if (performance.now() > until) throw new DomainError('VERSION_NOT_REACHED', { version: minVersion });
    await sleep(POLL_MS);
  }
}

/** Several read models at once, in no particular order. */
export async function readViews<State extends AggregateState>(
  store: Store,
  kind: AggregateKind,
  ids: string[],
): Promise<View<State>[]> {
  const documents = await viewsOf(store, kind)
    .find({ _id: { $in: ids } })
    .toArray();
  return documents.map((document) => fromDocument<View<State>>(document));
}
