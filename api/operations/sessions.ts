import type { Response } from 'express';
import type { z } from 'zod';
import type { Login, LoginReply } from '../../contracts/user';
import { DomainError } from '../../domain/domain-error';
import { findAccount, identifierKey, type AccountDocument } from '../../store/accounts.repository';
import { endSession, openSession, SESSION_LASTS_MS } from '../../store/sessions.repository';
import { readView } from '../../store/views.repository';
import type { Deps } from '../deps';
import { Attempts } from '../http/attempts';
import { CSRF_COOKIE, forgetSession, SESSION_COOKIE, tokenOf } from '../http/authenticate';
import type { Call } from '../http/define-route';
import { verifyPassword } from './password';
import type { UserState } from './user.aggregate';
import { presentUser } from './users';

const WINDOW_MS = 15 * 60 * 1000;
/** Nobody mistypes a password more often; whoever guesses needs longer than a password lives. */
const PER_IDENTIFIER = 8;
/** An office shares one address; a machine that tries a list of accounts is stopped all the same. */
const PER_ADDRESS = 100;

interface Failures {
  byIdentifier: Attempts;
  byAddress: Attempts;
}

const failures = new WeakMap<Deps, Failures>();

function failuresOf(deps: Deps): Failures {
  const known = failures.get(deps) ?? {
    byIdentifier: new Attempts(PER_IDENTIFIER, WINDOW_MS),
    byAddress: new Attempts(PER_ADDRESS, WINDOW_MS),
  };
  failures.set(deps, known);
  return known;
}

function setCookies(response: Response, deps: Deps, values: { token: string; csrf: string }): void {
  const shared = {
    sameSite: 'lax',
    path: '/',
    maxAge: SESSION_LASTS_MS,
    secure: !deps.config.localMode,
  } as const;
  response.cookie(SESSION_COOKIE, values.token, { ...shared, httpOnly: true });
  // Readable by the page, which sends it back as X-CSRF-Token: another site's page cannot.
  response.cookie(CSRF_COOKIE, values.csrf, shared);
}

/** The account that an identifier and a password open, or null; both take the same time. */
async function openAccount(
  deps: Deps,
  identifier: string,
  password: string,
): Promise<{ account: AccountDocument; user: UserState } | null> {
  const account = await findAccount(deps.store, identifier);
  const matches = await verifyPassword(account?.passwordHash, password);
  const user = account && (await readView<UserState>(deps.store, 'user', account._id));
  return account && matches && user && !user.disabled ? { account, user } : null;
}

/** Opens a session. Too many failures of one identifier or address are answered 429, whether the account exists or not. */
export async function signIn(
  { deps, request, response, nowMs }: Call,
  { identifier, password }: z.infer<typeof Login>,
): Promise<z.infer<typeof LoginReply>> {
  const { byIdentifier, byAddress } = failuresOf(deps);
  const name = identifierKey(identifier);
  const address = request.ip ?? '';
  byIdentifier.assertLeft(name, nowMs);
  byAddress.assertLeft(address, nowMs);
  const opened = await openAccount(deps, name, password);
  if (!opened) {
    byIdentifier.count(name, nowMs);
    byAddress.count(address, nowMs);
    throw new DomainError('LOGIN_FAILED');
  }
  byIdentifier.forget(name);
  const { token, csrf } = await openSession(deps.store, opened.user.id);
  setCookies(response, deps, { token, csrf });
  return { token, csrfToken: csrf, user: presentUser(opened.user, opened.account) };
}

export async function signOut({ deps, request, response }: Call): Promise<void> {
  const token = tokenOf(request);
  if (token !== undefined) {
    await endSession(deps.store, token);
    forgetSession(deps, token);
  }
  response.clearCookie(SESSION_COOKIE, { path: '/' });
  response.clearCookie(CSRF_COOKIE, { path: '/' });
}
