import type { Store } from './connect';

/** What identifies a person and lets them in: personal data, kept beside the ledger and never in it. */
export interface AccountDocument {
  _id: string;
  name: string;
  email?: string;
  mobile?: string;
  /** Argon2id, with its parameters inside. */
  passwordHash: string;
  /** Lower-case identifiers this person signs in with. */
  identifiers: string[];
}

const accountsOf = (store: Store) => store.db.collection<AccountDocument>('accounts');

export const identifierKey = (identifier: string): string => identifier.trim().toLowerCase();

export async function keepAccount(store: Store, account: AccountDocument): Promise<void> {
  const { _id, ...fields } = account;
  await accountsOf(store).updateOne({ _id }, { $set: fields }, { upsert: true });
}

export const readAccount = (store: Store, userId: string): Promise<AccountDocument | null> =>
  accountsOf(store).findOne({ _id: userId });

export const readAccounts = (store: Store, userIds: string[]): Promise<AccountDocument[]> =>
  accountsOf(store)
    .find({ _id: { $in: userIds } })
    .toArray();

/** Whoever signs in with an identifier; the claim on it is what makes it one person's. */
export async function findAccount(store: Store, identifier: string): Promise<AccountDocument | null> {
  const claim = await store.db
    .collection<{ _id: string; holder: string }>('claims')
    .findOne({ _id: `identifier:${identifierKey(identifier)}` });
  return claim ? readAccount(store, claim.holder) : null;
}
