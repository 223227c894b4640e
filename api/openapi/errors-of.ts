import type { ErrorCode } from '../../contracts/errors';
import type { Route } from '../http/define-route';

const ALWAYS: ErrorCode[] = ['INVALID_INPUT', 'STORE_BEHIND', 'INTERNAL'];
const SIGNED_IN: ErrorCode[] = ['NOT_SIGNED_IN', 'FORBIDDEN'];
const WITH_JSON: ErrorCode[] = ['MALFORMED_JSON', 'PAYLOAD_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED'];
/** Whoever declared a conflict with a project is told so at every address of it. */
const OF_A_PROJECT: ErrorCode[] = ['NOT_FOUND', 'CONFLICT_OF_INTEREST'];

const isSignedIn = ({ permission }: Route): boolean => permission !== 'public' && permission !== 'callback';

const isWrite = ({ method }: Route): boolean => method !== 'get';
const isOfAProject = (route: Route): boolean =>
  isSignedIn(route) && route.path.startsWith('/projects/:projectId');
const isChange = (route: Route): boolean => isSignedIn(route) && isWrite(route);

/** Which kinds of request bring which errors with them. */
const OF_KIND: [(route: Route) => boolean, readonly ErrorCode[]][] = [
  [() => true, ALWAYS],
  [isSignedIn, SIGNED_IN],
  [isOfAProject, OF_A_PROJECT],
  [isChange, ['CSRF_FAILED']],
  // A caller may send If-Match with any change of what is there.
  [(route) => isChange(route) && route.params !== undefined, ['VERSION_CONFLICT']],
  [isWrite, [...WITH_JSON, 'TOO_MANY_REQUESTS']],
  [({ method, keepsReply }) => method === 'post' && keepsReply !== false, ['IDEMPOTENCY_KEY_REUSED']],
];

/** Every error a route can answer: its own, and those of its kind of request. */
export const errorsOf = (route: Route): ErrorCode[] =>
  [...new Set([...OF_KIND.flatMap(([isOf, codes]) => (isOf(route) ? codes : [])), ...route.errors])].sort();
