import type { Store } from './connect';
import { containing } from './containing';

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

const NUMBER = /^(?:\+|00)?\d+$/;
const CHINA_CODE = /^(?:\+|00)86(?=1[3-9]\d{9}$)/;

/** One person's identifier however it is written: capitals in an address, spaces or the country code in a number. */
export function identifierKey(identifier: string): string {
  const text = identifier.trim().toLowerCase();
  const digits = text.replace(/[\s-]/g, '');
  return NUMBER.test(digits) ? digits.replace(CHINA_CODE, '') : text;
}

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

/** More than anybody reads through; a longer answer asks for a better question. */
const MAX_FOUND = 500;

/** People whose name or identifier contains a text, as written; the accounts are few enough to be read through. */
export async function findAccountIds(store: Store, text: string): Promise<string[]> {
  const pattern = containing(text);
  const found = await accountsOf(store)
    .find({ $or: [{ name: pattern }, { identifiers: pattern }] }, { projection: { _id: 1 } })
    .limit(MAX_FOUND)
    .toArray();
  return found.map(({ _id }) => _id);
}
