import type { z } from 'zod';
import type { Actor, Role } from '../../contracts/fact';
import type { ChangeRoles, CreateUser, UserReply } from '../../contracts/user';
import { DomainError } from '../../domain/domain-error';
import {
  identifierKey,
  keepAccount,
  readAccount,
  type AccountDocument,
} from '../../store/accounts.repository';
import { claim, releaseClaim } from '../../store/claims.repository';
import { applyDirect } from '../../store/direct';
import { endSessionsOf } from '../../store/sessions.repository';
import { readView } from '../../store/views.repository';
import type { Store } from '../../store/connect';
import { forgetPerson } from '../http/authenticate';
import type { Call } from '../http/define-route';
import { InputError } from '../http/input-error';
import { loadOrganization } from './organizations';
import { hashPassword } from './password';
import { wasTaken } from './taken';
import { USER, type UserState } from './user.aggregate';

export function presentUser(user: UserState, account: AccountDocument | null): UserReply {
  return {
    id: user.id,
    version: user.version,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
    name: account?.name ?? '',
    email: account?.email ?? null,
    mobile: account?.mobile ?? null,
    roles: user.roles,
    organizationId: user.organizationId,
    disabled: user.disabled,
  };
}

interface NewUser {
  id: string;
  commandId: string;
  at: string;
  actor: Actor;
  details: z.infer<typeof CreateUser>;
}

/** One identifier is one person's: the claim decides between two who ask for it at once. */
async function claimIdentifiers(store: Store, userId: string, identifiers: string[]): Promise<void> {
  for (const [index, identifier] of identifiers.entries()) {
    const holder = await claim(store, `identifier:${identifier}`, userId);
    if (holder === userId) continue;
    // Nobody is made, so what was claimed for them is free again.
    for (const claimed of identifiers.slice(0, index))
      await releaseClaim(store, `identifier:${claimed}`, userId);
    throw new DomainError('ALREADY_EXISTS', { what: identifier });
  }
}

export async function createUser(
  store: Store,
  { id, commandId, at, actor, details }: NewUser,
): Promise<UserReply> {
  const { name, email, mobile, password, roles, organizationId = null } = details;
  const identifiers = [email, mobile].flatMap((identifier) =>
    identifier === undefined ? [] : [identifierKey(identifier)],
  );
  await claimIdentifiers(store, id, identifiers);
  const account: AccountDocument = {
    _id: id,
    name,
    identifiers,
    passwordHash: await hashPassword(password),
    ...(email === undefined ? {} : { email }),
    ...(mobile === undefined ? {} : { mobile }),
  };
  await keepAccount(store, account);
  const { state } = await applyDirect(store, USER, {
    id,
    commandId,
    actor,
    at,
    decide: ({ version }) => (version > 0 ? [] : [{ type: 'userCreated', data: { roles, organizationId } }]),
  });
  return presentUser(state, account);
}

async function loadUser(store: Store, userId: string, minVersion?: number): Promise<UserState> {
  const user = await readView<UserState>(store, 'user', userId, { minVersion });
  if (!user) throw new DomainError('NOT_FOUND');
  return user;
}

export async function readUser(store: Store, userId: string, minVersion?: number): Promise<UserReply> {
  return presentUser(await loadUser(store, userId, minVersion), await readAccount(store, userId));
}

/** Whoever applies does so for an organisation that is there. */
async function assertBelongs(store: Store, roles: Role[], organizationId: string | null): Promise<void> {
  if (organizationId !== null) await loadOrganization(store, organizationId);
  else if (roles.includes('applicant'))
    throw new InputError([
      {
        code: 'custom',
        path: ['organizationId'],
        message: '申报人须属于一个组织 / an applicant belongs to an organisation',
        input: undefined,
      },
    ]);
}

export async function changeRoles(
  call: Call,
  userId: string,
  body: z.infer<typeof ChangeRoles>,
): Promise<UserReply> {
  const { store } = call.deps;
  const user = await loadUser(store, userId);
  const account = await readAccount(store, userId);
  if (await wasTaken(call, userId)) return presentUser(user, account);
  await assertBelongs(
    store,
    body.roles,
    body.organizationId === undefined ? user.organizationId : body.organizationId,
  );
  const organization = body.organizationId === undefined ? {} : { organizationId: body.organizationId };
  const data: { roles: Role[]; organizationId?: string | null } = { roles: body.roles, ...organization };
  const { state } = await applyDirect(store, USER, {
    id: userId,
    commandId: call.commandId,
    actor: call.actor,
    at: call.now,
    expectedVersion: call.expectedVersion,
    decide: () => [{ type: 'rolesChanged', data }],
  });
  await endSessionsOf(store, userId);
  forgetPerson(call.deps, userId);
  return presentUser(state, account);
}

export async function disableUser(call: Call, userId: string, reason: string): Promise<UserReply> {
  const { store } = call.deps;
  const user = await loadUser(store, userId);
  if (await wasTaken(call, userId)) return presentUser(user, await readAccount(store, userId));
  const { state } = await applyDirect(store, USER, {
    id: userId,
    commandId: call.commandId,
    actor: call.actor,
    at: call.now,
    expectedVersion: call.expectedVersion,
    decide: ({ disabled }) => (disabled ? [] : [{ type: 'userDisabled', data: { reason } }]),
  });
  await endSessionsOf(store, userId);
  forgetPerson(call.deps, userId);
  return presentUser(state, await readAccount(store, userId));
}
