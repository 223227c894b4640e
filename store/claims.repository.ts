import { MongoServerError } from 'mongodb';
import type { Store } from './connect';

interface ClaimDocument {
  _id: string;
  holder: string;
}

const DUPLICATE_KEY = 11_000;
const claimsOf = (store: Store) => store.db.collection<ClaimDocument>('claims');

/** Takes a name for one holder. Gives back who holds it: of two that race, exactly one finds itself. */
export async function claim(store: Store, name: string, holder: string): Promise<string> {
  try {
    await claimsOf(store).insertOne({ _id: name, holder });
    return holder;
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
    const held = await claimsOf(store).findOne({ _id: name });
    return held?.holder ?? claim(store, name, holder);
  }
}

/** Who holds a name, if anybody does. */
export async function readClaim(store: Store, name: string): Promise<string | null> {
  const held = await claimsOf(store).findOne({ _id: name });
  return held?.holder ?? null;
}

/** Hands a claim over, if the former holder still has it. */
export async function passClaim(store: Store, name: string, from: string, to: string): Promise<boolean> {
  const { modifiedCount } = await claimsOf(store).updateOne(
    { _id: name, holder: from },
    { $set: { holder: to } },
  );
  return modifiedCount === 1;
}

export async function releaseClaim(store: Store, name: string, holder: string): Promise<void> {
  await claimsOf(store).deleteOne({ _id: name, holder });
}
