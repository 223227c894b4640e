import { createHash, createHmac } from 'node:crypto';
import type { Request, Response } from 'express';
import { decodeTime, ulid } from 'ulid';
import { z } from 'zod';
import type { Actor } from '../../contracts/fact';
import { DomainError } from '../../domain/domain-error';
import { toInstantText } from '../../domain/instant';
import { canonicalJson } from '../../store/canonical-json';
import { beginRequest, finishRequest } from '../../store/idempotency.repository';
import type { Deps } from '../deps';
import { authenticate, PUBLIC_ACTOR } from './authenticate';
import { assertClean } from './body-hygiene';
import { assertSigned, CALLBACK_ACTOR } from './callback-signature';
import { checkReply } from './check-reply';
import type { Call, Route } from './define-route';
import { InputError } from './input-error';
import { languageOf } from './language';
import { assertMay } from './permissions';
import { parseBody, readText } from './read-body';
import { expectedVersionOf, idempotencyKeyOf } from './request-headers';

export interface Reply {
  status: number;
  body: unknown;
}

/** Where a route says nothing about its query or body, none is taken. */
const NOTHING = z.strictObject({});

function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw new InputError(parsed.error.issues);
  return parsed.data;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Ids that follow from a seed: the first keeps it, the next ones change its end. */
function idMaker(seed: string): Call['newId'] {
  let made = 0;
  return (prefix) => {
    made += 1;
    const tail = made === 1 ? seed : `${seed.slice(0, 20)}${sha256(`${seed}:${made}`).slice(0, 6)}`;
    return `${prefix}_${tail}`;
  };
}

interface Prepared {
  actor: Actor;
  params: unknown;
  query: unknown;
  body: unknown;
}

const takesBody = ({ method, accepts }: Route): boolean => method !== 'get' && accepts !== 'multipart';

async function identify(route: Route, deps: Deps, request: Request): Promise<Actor> {
  if (route.permission === 'public') return PUBLIC_ACTOR;
  if (route.permission === 'callback') return CALLBACK_ACTOR;
  const actor = await authenticate(deps, request);
  assertMay(actor, route.permission);
  return actor;
}

/** In this order: who asks, may they, is the input right. */
async function prepare(route: Route, deps: Deps, request: Request): Promise<Prepared> {
  const actor = await identify(route, deps, request);
  const text = takesBody(route) ? await readText(request, route.maxBodyBytes) : '';
  if (route.permission === 'callback') assertSigned(request, text, deps.config.callbackSecret, deps.nowMs());
  assertClean(request.query);
  assertClean(request.params);
  return {
    actor,
    params: parse(route.params ?? NOTHING, request.params),
    query: parse(route.query ?? NOTHING, request.query),
    body: parse(route.body ?? NOTHING, parseBody(request, text)),
  };
}

interface Run {
  seed: string;
  isRetry: boolean;
}

/** Runs a request under its key: a first one runs, an answered one is answered the same, one cut off runs again. */
async function once(
  deps: Deps,
  id: string,
  requestHash: string,
  run: (attempt: Run) => Promise<Reply>,
): Promise<Reply> {
  const seed = newSeed(deps);
  const attempt = await beginRequest(deps.store, { id, requestHash, seed });
  if (attempt.kind === 'reused') throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  if (attempt.kind === 'replay') return { status: attempt.status, body: attempt.body };
  const reply = await run({ seed: attempt.seed, isRetry: attempt.seed !== seed });
  await finishRequest(deps.store, id, reply);
  return reply;
}

const newSeed = ({ nowMs }: Deps): string => ulid(nowMs()).toLowerCase();

/** Carries a request out; a refusal is thrown. The same key and body give the same reply, whatever happened in between. */
export async function perform(
  route: Route,
  deps: Deps,
  request: Request,
  response: Response,
): Promise<Reply> {
  const prepared = await prepare(route, deps, request);
  const isKept = route.method === 'post' && route.keepsReply !== false;
  const key = isKept ? idempotencyKeyOf(request) : undefined;
  const expectedVersion = expectedVersionOf(request);
  const requestId = key === undefined ? undefined : sha256(`${prepared.actor.userId}\n${key}`);
  const run = async ({ seed, isRetry }: Run): Promise<Reply> => {
    const nowMs = deps.nowMs();
    const body = await route.handle({
      ...prepared,
      commandId: requestId ?? seed,
      isRetry,
      newId: idMaker(seed),
      language: languageOf(request.headers['accept-language']),
      expectedVersion,
      nowMs,
      now: toInstantText(nowMs),
      firstAskedAt: toInstantText(decodeTime(seed.toUpperCase())),
      deps,
      request,
      response,
    });
    if (deps.checksReplies) checkReply(route.operationId, route.reply.schema, body);
    return { status: route.reply.status, body };
  };
  if (requestId === undefined) return run({ seed: newSeed(deps), isRetry: false });
  return once(deps, requestId, hashOf(deps, request, prepared.body), run);
}

/** Keyed, because a body may hold a password that a plain hash would let somebody guess. */
const hashOf = (deps: Deps, request: Request, body: unknown): string =>
  createHmac('sha256', deps.config.sessionSecret)
    .update(canonicalJson([request.method, request.originalUrl, body ?? null]))
    .digest('hex');
