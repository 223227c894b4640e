import type { ZodOpenApiComponentsObject } from 'zod-openapi';
import { SESSION_COOKIE } from '../http/authenticate';
import type { Route } from '../http/define-route';

export const SECURITY_SCHEMES: NonNullable<ZodOpenApiComponentsObject['securitySchemes']> = {
  bearer: { type: 'http', scheme: 'bearer', description: 'The token of POST /auth/login' },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description: 'For pages of our own; a request that changes something also needs X-CSRF-Token',
  },
  callbackSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Yichuang-Signature',
    description:
      'sha256= and the hex HMAC-SHA-256, under the callback secret, of X-Yichuang-Timestamp (seconds), a dot, and the body',
  },
};

/** How a route is signed in to; nothing for the public's. */
export function securityOf({ permission }: Route): Record<string, string[]>[] {
  if (permission === 'public') return [];
  if (permission === 'callback') return [{ callbackSignature: [] }];
  return [{ bearer: [] }, { cookie: [] }];
}
