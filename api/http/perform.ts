import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { ulid } from 'ulid';
import type { z } from 'zod';
import type { Actor } from '../../contracts/fact';
import { DomainError } from '../../domain/domain-error';
import { toInstantText } from '../../domain/instant';
import { canonicalJson } from '../../store/canonical-json';
import { beginRequest, finishRequest } from '../../store/idempotency.repository';
import type { Deps } from '../deps';
import { authenticate, PUBLIC_ACTOR } from './authenticate';
import { assertClean } from './body-hygiene';
import type { Call, Route } from './define-route';
import { InputError } from './input-error';
import { languageOf } from './language';
import { assertMay } from './permissions';
import { readBody } from './read-body';

interface Reply {
  status: number;
  body: unknown;
}

const MAX_KEY_CHARACTERS = 200;

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw new InputError(parsed.error.issues);
  return parsed.data;
}

function keyOf(request: Request): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (Array.isArray(key) || key.length === 0 || key.length > MAX_KEY_CHARACTERS)
    throw new InputError([
      {
        code: 'custom',
        path: ['Idempotency-Key'],
        message: '1–200 字符 / 1 to 200 characters',
        input: undefined,
      },
    ]);
  return key;
}

function expectedVersionOf(request: Request): number | undefined {
  const ifMatch = request.headers['if-match'];
  if (ifMatch === undefined) return undefined;
  const version = /^(?:W\/)?"?(\d{1,12})"?$/.exec(ifMatch)?.[1];
  if (version === undefined)
    throw new InputError([
      {
        code: 'custom',
        path: ['If-Match'],
        message: '须为版本号 / must be a version number',
        input: undefined,
      },
    ]);
  return Number(version);
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

/** In this order: who asks, may they, is the input right. */
async function prepare(route: Route, deps: Deps, request: Request): Promise<Prepared> {
  const isPublic = route.permission === 'public';
  const actor = isPublic ? PUBLIC_ACTOR : await authenticate(deps, request);
  assertMay(actor, route.permission);
  assertClean(request.query);
  assertClean(request.params);
  const isMultipart = route.accepts === 'multipart';
  const raw = route.method === 'get' || isMultipart ? {} : await readBody(request);
  return {
    actor,
    params: parse(route.params, request.params),
    query: parse(route.query, request.query),
    body: parse(route.body, raw),
  };
}

async function once(
  deps: Deps,
  id: string,
  requestHash: string,
  run: (seed: string) => Promise<Reply>,
): Promise<Reply> {
  const attempt = await beginRequest(deps.store, { id, requestHash, seed: ulid().toLowerCase() });
  if (attempt.kind === 'reused') throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  if (attempt.kind === 'replay') return { status: attempt.status, body: attempt.body };
  const reply = await run(attempt.seed);
  await finishRequest(deps.store, id, reply);
  return reply;
}

/** Carries a request out; a refusal is thrown. The same key and body give the same reply, whatever happened in between. */
export async function perform(
  route: Route,
  deps: Deps,
  request: Request,
  response: Response,
): Promise<Reply> {
  const prepared = await prepare(route, deps, request);
  const key = route.method === 'post' ? keyOf(request) : undefined;
  const expectedVersion = expectedVersionOf(request);
  const requestId = key === undefined ? undefined : sha256(`${prepared.actor.userId}\n${key}`);
  const run = async (seed: string): Promise<Reply> => {
    const nowMs = deps.nowMs();
    const body = await route.handle({
      ...prepared,
      commandId: requestId ?? seed,
      newId: idMaker(seed),
      language: languageOf(request.headers['accept-language']),
      expectedVersion,
      nowMs,
      now: toInstantText(nowMs),
      deps,
      request,
      response,
    });
    return { status: route.reply.status, body };
  };
  if (requestId === undefined) return run(ulid().toLowerCase());
  const requestHash = sha256(canonicalJson([request.method, request.originalUrl, prepared.body ?? null]));
  return once(deps, requestId, requestHash, run);
}
