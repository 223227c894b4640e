import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';

interface Answer {
  operationId: string;
  summary: string;
  mediaType: string;
  schema: object;
  example: unknown;
  /** What it answers where not all is well. */
  failure?: { status: string; description: string };
}

const parts = { temporal: 'ok', store: 'ok', worker: 'ok' };
const anyObject = { type: 'object' };

function operation({ operationId, summary, mediaType, schema, example, failure }: Answer) {
  const content = { [mediaType]: { schema, example } };
  return {
    get: {
      operationId,
      summary,
      tags: ['service'],
      security: [],
      'x-permission': 'public',
      'x-roles': [],
      'x-audit': null,
      responses: {
        '200': { description: summary, content },
        ...(failure ? { [failure.status]: { description: failure.description, content } } : {}),
      },
    } as ZodOpenApiOperationObject,
  };
}

/** What the service says about itself, outside the base path. */
export const SERVICE_PATHS: ZodOpenApiPathsObject = {
  '/healthz': operation({
    operationId: 'isAlive',
    summary: 'The process answers',
    mediaType: 'application/json',
    schema: anyObject,
    example: { status: 'ok' },
  }),
  '/readyz': operation({
    operationId: 'isReady',
    summary: 'Temporal, the store and a polling worker are there',
    mediaType: 'application/json',
    schema: anyObject,
    example: { status: 'ready', parts },
    failure: { status: '503', description: 'A part is missing; it is named' },
  }),
  '/metrics': operation({
    operationId: 'readMetrics',
    summary: 'Figures for a Prometheus monitor',
    mediaType: 'text/plain',
    schema: { type: 'string' },
    example: 'yichuang_http_requests_total{method="GET",route="/api/v1/projects/:projectId",status="200"} 17',
  }),
  '/openapi.json': operation({
    operationId: 'readApiDocument',
    summary: 'This document',
    mediaType: 'application/json',
    schema: anyObject,
    example: { openapi: '3.1.1' },
  }),
  '/docs': operation({
    operationId: 'readDocs',
    summary: 'This document as pages',
    mediaType: 'text/html',
    schema: { type: 'string' },
    example: '<!doctype html>',
  }),
};
