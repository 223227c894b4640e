import { createHash, randomBytes } from 'node:crypto';
import type { Store } from './connect';

interface SessionDocument {
  _id: string;
  userId: string;
  csrf: string;
  expiresAt: Date;
}

/** A working day and the evening after it. */
export const SESSION_LASTS_MS = 12 * 60 * 60 * 1000;

const sessionsOf = (store: Store) => store.db.collection<SessionDocument>('sessions');
/** Only the hash is kept: who reads the store cannot sign in with what they find. */
const keyOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export interface Session {
  userId: string;
  csrf: string;
}

export async function openSession(store: Store, userId: string): Promise<{ token: string; csrf: string }> {
  const token = randomBytes(32).toString('base64url');
  const csrf = randomBytes(24).toString('base64url');
  await sessionsOf(store).insertOne({
    _id: keyOf(token),
    userId,
    csrf,
    expiresAt: new Date(Date.now() + SESSION_LASTS_MS),
  });
  return { token, csrf };
}

export async function findSession(store: Store, token: string): Promise<Session | null> {
  const session = await sessionsOf(store).findOne({ _id: keyOf(token) });
  // The store sweeps once a minute; a session that is over is over now.
  return session && session.expiresAt.getTime() > Date.now()
    ? { userId: session.userId, csrf: session.csrf }
    : null;
}

export async function endSession(store: Store, token: string): Promise<void> {
  await sessionsOf(store).deleteOne({ _id: keyOf(token) });
}

export async function endSessionsOf(store: Store, userId: string): Promise<void> {
  await sessionsOf(store).deleteMany({ userId });
}
