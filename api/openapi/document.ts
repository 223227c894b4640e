import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { ERROR_CODES } from '../../contracts/errors';
import { BASE_PATH } from '../http/base-path';
import type { Route } from '../http/define-route';
import { problemOf } from '../http/problem';
import { operationOf } from './operation';
import { SECURITY_SCHEMES } from './security';
import { SERVICE_PATHS } from './service-paths';

const DESCRIPTION = `益创：公益创投全流程的持久工作流引擎。Durable workflows for public-welfare grant projects.

Money is in integer fen. Every POST takes an \`Idempotency-Key\`; every change takes \`If-Match: <version>\`; every read of
one document takes \`?minVersion=\`. Refusals are RFC 9457 problems in Chinese or English, by \`Accept-Language\`.`;

/** `/projects/:projectId` as OpenAPI writes it. */
const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const path = `${BASE_PATH}${templateOf(route.path)}`;
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return paths;
}

/** Each error as it is answered, once; the routes that can answer it refer to it. */
const PROBLEM_EXAMPLES = Object.fromEntries(
  ERROR_CODES.map((code) => [
    code,
    { value: problemOf({ code, params: {} }, { instance: `${BASE_PATH}/projects`, language: 'zh' }) },
  ]),
);

/** The whole API as OpenAPI 3.1, made from the same definitions that it runs by. */
export const createApiDocument = (routes: readonly Route[], version: string): object =>
  createDocument({
    openapi: '3.1.1',
    info: {
      title: '益创 Yichuang',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    components: { securitySchemes: SECURITY_SCHEMES, examples: PROBLEM_EXAMPLES },
    paths: { ...pathsOf(routes), ...SERVICE_PATHS },
  });
