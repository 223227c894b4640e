import type { Request } from 'express';
import type { Actor } from '../../contracts/fact';
import { DomainError } from '../../domain/domain-error';
import { findSession } from '../../store/sessions.repository';
import { readView } from '../../store/views.repository';
import type { UserState } from '../operations/user.aggregate';
import type { Deps } from '../deps';

export const SESSION_COOKIE = 'yc_session';
export const CSRF_COOKIE = 'yc_csrf';

interface Known {
  actor: Actor;
  csrf: string;
  until: number;
}

/** A person disabled through another process is out within this time; asking the store for each request would double its cost. */
const REMEMBERED_MS = 3_000;
const MAX_REMEMBERED = 5_000;
const remembered = new WeakMap<Deps, Map<string, Known>>();

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

const bearerOf = (request: Request): string | undefined =>
  /^Bearer ([\w-]{1,200})$/.exec(request.headers.authorization ?? '')?.[1];

/** The token a request came with; a bearer token wins over the cookie. */
export const tokenOf = (request: Request): string | undefined =>
  bearerOf(request) ?? cookieOf(request, SESSION_COOKIE);

const cacheOf = (deps: Deps): Map<string, Known> => {
  const cache = remembered.get(deps) ?? new Map<string, Known>();
  remembered.set(deps, cache);
  if (cache.size > MAX_REMEMBERED) cache.clear();
  return cache;
};

async function lookUp(deps: Deps, token: string): Promise<Known | null> {
  const session = await findSession(deps.store, token);
  const user = session && (await readView<UserState>(deps.store, 'user', session.userId));
  if (!user || user.disabled) return null;
  const organization = user.organizationId === null ? {} : { organizationId: user.organizationId };
  const actor: Actor = { userId: user.id, roles: user.roles, ...organization };
  return { actor, csrf: session.csrf, until: deps.nowMs() + REMEMBERED_MS };
}

/** A cookie is sent by the browser whoever asks for it: a writing request must show that the page knows the token beside it. */
function assertNotForged(request: Request, known: Known): void {
  if (bearerOf(request) !== undefined || ['GET', 'HEAD'].includes(request.method)) return;
  if (request.headers['x-csrf-token'] !== known.csrf) throw new DomainError('CSRF_FAILED');
}

/** Forgets everything a person was known by at once, where they were shut out or got other roles here. */
export function forgetPerson(deps: Deps, userId: string): void {
  const cache = cacheOf(deps);
  for (const [token, { actor }] of cache) if (actor.userId === userId) cache.delete(token);
}

/** Forgets a session at once, where it was ended here. */
export const forgetSession = (deps: Deps, token: string): void => void cacheOf(deps).delete(token);

/** Who asks. Throws NOT_SIGNED_IN where nobody we know does. */
export async function authenticate(deps: Deps, request: Request): Promise<Actor> {
  const token = tokenOf(request);
  if (token === undefined) throw new DomainError('NOT_SIGNED_IN');
  const cached = cacheOf(deps).get(token);
  const known = cached && cached.until > deps.nowMs() ? cached : await lookUp(deps, token);
  if (!known) throw new DomainError('NOT_SIGNED_IN');
  cacheOf(deps).set(token, known);
  assertNotForged(request, known);
  return known.actor;
}

/** Whoever asks without signing in. */
export const PUBLIC_ACTOR: Actor = { userId: 'public', roles: ['public'] };
