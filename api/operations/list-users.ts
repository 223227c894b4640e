import type { Role } from '../../contracts/fact';
import type { UserReply } from '../../contracts/user';
import { findAccountIds, readAccounts } from '../../store/accounts.repository';
import type { Page } from '../../store/listing';
import type { Call } from '../http/define-route';
import { listViews, type ListQuery } from './lists';
import type { UserState } from './user.aggregate';
import { presentUser } from './users';

/** People, by role or by a part of their name, address or number; names are the accounts', so they are asked first. */
export async function listUsers(
  call: Call,
  query: ListQuery & {
    role?: Role | undefined;
    organizationId?: string | undefined;
    disabled?: boolean | undefined;
  },
): Promise<Page<UserReply>> {
  const { store } = call.deps;
  const { q, role, organizationId, disabled, ...rest } = query;
  const found = q === undefined ? {} : { _id: { $in: await findAccountIds(store, q) } };
  const page = await listViews<UserState>(call, 'user', rest, {
    ...found,
    roles: role,
    organizationId,
    disabled,
  });
  const accounts = await readAccounts(
    store,
    page.items.map(({ id }) => id),
  );
  const byId = new Map(accounts.map((account) => [account._id, account]));
  return { ...page, items: page.items.map((user) => presentUser(user, byId.get(user.id) ?? null)) };
}
