import type { ErrorCode } from '../../contracts/errors';
import type { Route } from '../http/define-route';

const ALWAYS: ErrorCode[] = ['INVALID_INPUT', 'STORE_BEHIND', 'INTERNAL'];
const SIGNED_IN: ErrorCode[] = ['NOT_SIGNED_IN', 'FORBIDDEN'];
const WITH_JSON: ErrorCode[] = ['MALFORMED_JSON', 'PAYLOAD_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED'];
/** A caller may send If-Match with any change of what is there. */
const CHANGES: ErrorCode[] = ['TOO_MANY_REQUESTS'];

const isSignedIn = ({ permission }: Route): boolean => permission !== 'public' && permission !== 'callback';

/** Every error a route can answer: its own, and those of its kind of request. */
export function errorsOf(route: Route): ErrorCode[] {
  const isWrite = route.method !== 'get';
  return [
    ...new Set([
      ...ALWAYS,
      ...(isSignedIn(route) ? SIGNED_IN : []),
      ...(isSignedIn(route) && isWrite ? (['CSRF_FAILED'] as const) : []),
      ...(isWrite ? [...WITH_JSON, ...CHANGES] : []),
      ...(route.method === 'post' && route.keepsReply !== false ? (['IDEMPOTENCY_KEY_REUSED'] as const) : []),
      ...route.errors,
    ]),
  ].sort();
}
