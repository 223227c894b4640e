import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ErrorCode } from '../../contracts/errors';
import type { Actor } from '../../contracts/fact';
import type { IdPrefix } from '../../contracts/primitives';
import type { Deps } from '../deps';
import type { Language } from './language';
import type { Permission } from './permissions';

/** One request, authenticated, authorised and parsed. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  params: Params;
  query: Query;
  body: Body;
  actor: Actor;
  /** The same for every repetition under one Idempotency-Key. */
  commandId: string;
  /** An earlier attempt under this key was cut off; what it asked for may have happened. */
  isRetry: boolean;
  /** Ids that a repetition makes again. */
  newId: (prefix: IdPrefix) => string;
  language: Language;
  /** From If-Match. */
  expectedVersion: number | undefined;
  nowMs: number;
  now: string;
  /** When the first attempt under this key began: what goes into a command must be the same in each attempt. */
  firstAskedAt: string;
  deps: Deps;
  request: Request;
  response: Response;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

interface Definition<
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
  Reply extends z.ZodType | undefined,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  operationId: string;
  summary: string;
  permission: Permission;
  /** What the ledger or the log calls it; null for reading. */
  audit: string | null;
  params?: Params;
  query?: Query;
  body?: Body;
  /** `json` is parsed; `multipart` is read by the route itself, streamed. */
  accepts?: 'json' | 'multipart';
  /** Where a body may be larger than bodies are as a rule: the largest that its schema allows. */
  maxBodyBytes?: number;
  /** False where a reply holds a secret: then it is not kept for a repeated Idempotency-Key. */
  keepsReply?: false;
  reply: { status: number; schema?: Reply; mediaType?: string };
  errors: readonly ErrorCode[];
  /** Where the examples of the parts do not make a whole that holds together. */
  examples?: { body?: unknown; reply?: unknown };
  handle: (
    call: Call<Parsed<Params>, Parsed<Query>, Parsed<Body>>,
  ) => Promise<Reply extends z.ZodType ? z.input<Reply> : void>;
}

/** A route as the router and the OpenAPI document read it. */
export interface Route extends Omit<Definition<z.ZodType, z.ZodType, z.ZodType, z.ZodType>, 'handle'> {
  handle: (call: Call) => Promise<unknown>;
}

/** Declares a route: its address, who may use it, what is written down, what comes in and what goes out. */
export function defineRoute<
  Reply extends z.ZodType | undefined = undefined,
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(definition: Definition<Params, Query, Body, Reply>): Route {
  return definition as unknown as Route;
}
