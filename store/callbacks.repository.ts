import type { Store } from './connect';

/** A signed message as it came in, and what was done with it: kept also where it said nothing new. */
interface CallbackDocument {
  _id: string;
  kind: 'payment' | 'signature';
  body: object;
  receivedAt: string;
  passedOn: boolean;
}

const callbacksOf = (store: Store) => store.db.collection<CallbackDocument>('callbacks');

/** Keeps a message before anything is done about it; the same message again is the one that is there. */
export async function keepCallback(store: Store, callback: CallbackDocument): Promise<CallbackDocument> {
  const { _id, ...fields } = callback;
  await callbacksOf(store).updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
  return (await callbacksOf(store).findOne({ _id })) ?? callback;
}

export async function markPassedOn(store: Store, callbackId: string): Promise<void> {
  await callbacksOf(store).updateOne({ _id: callbackId }, { $set: { passedOn: true } });
}
