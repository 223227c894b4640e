import { Router, type NextFunction, type Request, type Response } from 'express';
import { DomainError } from '../../domain/domain-error';
import { isStoreAway } from '../../store/connect';
import type { Deps } from '../deps';
import type { Route } from './define-route';
import { faultsOf, InputError } from './input-error';
import { languageOf } from './language';
import { perform } from './perform';
import { problemOf } from './problem';

/** What a caller that is told to come back is told to wait. */
const RETRY_AFTER_SECONDS = '2';

interface ParserFault {
  status?: number;
  type?: string;
}

/** A fault that Express itself found: a path that cannot be decoded, a body cut off. */
const isClientFault = (error: unknown): boolean => {
  const status = (error as ParserFault | null)?.status ?? 500;
  return error instanceof URIError || (status >= 400 && status < 500);
};

function refusalOf(error: unknown): Pick<DomainError, 'code' | 'params'> {
  if (error instanceof DomainError) return error;
  if (isStoreAway(error)) return { code: 'STORE_BEHIND', params: {} };
  if (error instanceof InputError || isClientFault(error)) return { code: 'INVALID_INPUT', params: {} };
  return { code: 'INTERNAL', params: {} };
}

/** Every fault leaves as a problem document; what we did not expect is logged whole and said in one word. */
export function sendProblem(deps: Deps, error: unknown, request: Request, response: Response): void {
  const language = languageOf(request.headers['accept-language']);
  const refusal = refusalOf(error);
  if (refusal.code === 'INTERNAL')
    deps.logger.error({ err: error, path: request.path }, 'an unexpected fault');
  if (refusal.code === 'STORE_BEHIND')
    deps.logger.warn({ reason: String(error), path: request.path }, 'the store was behind');
  if (response.headersSent) return void response.destroy();
  const errors = error instanceof InputError ? { errors: faultsOf(error, language) } : {};
  const problem = problemOf(refusal, { instance: request.originalUrl, language, ...errors });
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  if ([429, 503].includes(problem.status)) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
  response
    .status(problem.status)
    .setHeader('Content-Language', language === 'zh' ? 'zh-CN' : 'en')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

const handlerOf =
  (deps: Deps, route: Route) =>
  (request: Request, response: Response, next: NextFunction): void => {
    perform(route, deps, request, response)
      .then(({ status, body }) => {
        if (response.headersSent) return;
        if (body === undefined) response.status(status).end();
        else response.status(status).json(body);
      })
      .catch(next);
  };

/** Puts every route where it belongs; a known address with another method says which it takes. */
export function mountRoutes(deps: Deps, routes: readonly Route[]): Router {
  const router = Router();
  const methodsOf = new Map<string, string[]>();
  for (const route of routes) {
    for (const { method, path } of [route, ...(route.also ?? [])]) {
      methodsOf.set(path, [...(methodsOf.get(path) ?? []), method.toUpperCase()]);
      router[method](path, handlerOf(deps, route));
    }
  }
  for (const [path, allowed] of methodsOf)
    router.all(path, (_request, response) => {
      response.setHeader('Allow', allowed.join(', '));
      throw new DomainError('METHOD_NOT_ALLOWED', { allowed });
    });
  return router;
}
