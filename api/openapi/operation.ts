import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { ERRORS } from '../../contracts/errors';
import { Problem } from '../../contracts/problem';
import type { Route } from '../http/define-route';
import { rolesFor } from '../http/permissions';
import { errorsOf } from './errors-of';
import { exampleOf } from './example';
import { securityOf } from './security';

const IdempotencyKey = z.string().min(1).max(200).optional().meta({
  description: 'The same key and body give the same reply, whatever happened in between',
  example: '3f1f4f0e-6d0b-4f5e-9a53-0c6f1a8f2b77',
});
const IfMatch = z.string().optional().meta({
  description: 'The version that was seen; 412 where it is another by now',
  example: '"3"',
});
const Language = z.string().optional().meta({ description: 'zh-CN (default) or en', example: 'zh-CN' });

function headersOf({ method, keepsReply }: Route): z.ZodObject {
  return z.object({
    ...(method === 'post' && keepsReply !== false ? { 'Idempotency-Key': IdempotencyKey } : {}),
    ...(method === 'get' ? {} : { 'If-Match': IfMatch }),
    'Accept-Language': Language,
  });
}

function requestBodyOf({ body, accepts, examples }: Route): ZodOpenApiOperationObject['requestBody'] {
  if (accepts === 'multipart') {
    const file = z.string().meta({ override: { type: 'string', contentMediaType: '*/*' } });
    const schema = z.object({ file });
    return {
      required: true,
      content: { 'multipart/form-data': { schema, example: { file: '(the file)' } } },
    };
  }
  if (!body) return undefined;
  return {
    content: { 'application/json': { schema: body, example: examples?.body ?? exampleOf(body, 'input') } },
  };
}

function successOf({ reply, summary, examples }: Route): ZodOpenApiResponseObject {
  if (reply.schema)
    return {
      description: summary,
      content: {
        'application/json': {
          schema: reply.schema,
          example: examples?.reply ?? exampleOf(reply.schema, 'output'),
        },
      },
    };
  if (reply.mediaType !== undefined)
    return {
      description: summary,
      content: { [reply.mediaType]: { schema: { type: 'string', contentMediaType: reply.mediaType } } },
    };
  return { description: summary };
}

/** One answer a status; the codes behind it are named and shown. */
function problemsOf(route: Route): Record<string, ZodOpenApiResponseObject> {
  const codes = errorsOf(route);
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const ofStatus = codes.filter((code) => ERRORS[code].status === status);
      const examples = Object.fromEntries(
        ofStatus.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
      );
      return [
        String(status),
        {
          description: ofStatus.join(' · '),
          content: { 'application/problem+json': { schema: Problem, examples } },
          'x-codes': ofStatus,
        },
      ];
    }),
  );
}

const tagOf = (path: string): string => path.split('/')[1] ?? '';

/** A route as an operation of the OpenAPI document: who may, what it writes down, what goes in and what comes out. */
export function operationOf(route: Route): ZodOpenApiOperationObject {
  const requestBody = requestBodyOf(route);
  return {
    operationId: route.operationId,
    summary: route.summary,
    tags: [tagOf(route.path)],
    security: securityOf(route),
    'x-permission': route.permission,
    'x-roles': [...rolesFor(route.permission)],
    'x-audit': route.audit,
    requestParams: {
      ...(route.params ? { path: route.params as z.ZodObject } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
      header: headersOf(route),
    },
    ...(requestBody ? { requestBody } : {}),
    responses: { [String(route.reply.status)]: successOf(route), ...problemsOf(route) },
  };
}
