import { ulid } from 'ulid';
import { createUser } from '../../api/operations/users';
import type { Config } from '../../platform/config';
import { findAccount } from '../../store/accounts.repository';
import { claim } from '../../store/claims.repository';
import type { Account, SetupContext } from './setup-context';

/** One place for the first administrator, whoever comes first: a second set-up at the same moment finds it taken. */
const PLACE = 'firstAdministrator';

/** Makes the administrator of the environment where there is none yet. Later values of the environment change nothing. */
export async function makeFirstAdministrator(
  { store, actor, at }: SetupContext,
  { adminEmail, adminPassword }: Config,
): Promise<Account[]> {
  if (adminEmail === undefined || adminPassword === undefined) return [];
  // A set-up that was cut off in the middle is gone on with under the id that it had chosen.
  const id = await claim(store, PLACE, `usr_${ulid().toLowerCase()}`);
  const known = await findAccount(store, adminEmail);
  const isMade = (await store.db.collection<{ _id: string }>('users').findOne({ _id: id })) !== null;
  if (!isMade && known === null)
    await createUser(store, {
      id,
      commandId: `setup:${PLACE}`,
      at,
      actor,
      details: { name: '系统管理员', email: adminEmail, password: adminPassword, roles: ['admin'] },
    });
  return [{ role: 'admin', identifier: adminEmail, password: adminPassword }];
}
