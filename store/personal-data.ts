import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { MongoServerError } from 'mongodb';
import type { Store } from './connect';

interface PersonKeyDocument {
  _id: string;
  /** The person's key, itself encrypted under the installation's. */
  wrapped: string;
}

const ALGORITHM = 'aes-256-gcm';
const DUPLICATE_KEY = 11_000;
const keysOf = (store: Store) => store.db.collection<PersonKeyDocument>('personKeys');

/**
 * The nonce follows from key and text: the same text seals the same, so that a command that is sent again carries what
 * it carried before; two texts never share a nonce.
 */
function encrypt(key: Buffer, plain: Buffer): string {
  const nonce = createHmac('sha256', key).update('nonce').update(plain).digest().subarray(0, 12);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

function decrypt(key: Buffer, text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}

async function keyFor(store: Store, dataKey: Buffer, personId: string): Promise<Buffer> {
  const known = await keysOf(store).findOne({ _id: personId });
  if (known) return decrypt(dataKey, known.wrapped);
  const key = randomBytes(32);
  try {
    await keysOf(store).insertOne({ _id: personId, wrapped: encrypt(dataKey, key) });
    return key;
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
    return keyFor(store, dataKey, personId);
  }
}

/**
 * Seals personal data under a key of the person's own before it enters a fact: the ledger's hashes cover the sealed
 * text, so they still hold when the key is destroyed and the data with it.
 */
export async function sealPersonal(
  store: Store,
  dataKey: Buffer,
  personId: string,
  data: object,
): Promise<string> {
  const key = await keyFor(store, dataKey, personId);
  return `${personId}.${encrypt(key, Buffer.from(JSON.stringify(data), 'utf8'))}`;
}

/** What was sealed, or null where the person's key was destroyed. */
export async function openPersonal<Data extends object>(
  store: Store,
  dataKey: Buffer,
  sealed: string,
): Promise<Data | null> {
  const [personId = '', text = ''] = sealed.split('.');
  const known = await keysOf(store).findOne({ _id: personId });
  if (!known) return null;
  return JSON.parse(decrypt(decrypt(dataKey, known.wrapped), text).toString('utf8')) as Data;
}

/** Destroys a person's key: everything sealed under it is erased for good. */
export async function erasePerson(store: Store, personId: string): Promise<void> {
  await keysOf(store).deleteOne({ _id: personId });
}
