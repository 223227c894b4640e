import { exampleOf } from '../../api/openapi/example';
import type { Route } from '../../api/http/define-route';
import { rolesFor } from '../../api/http/permissions';
import { ROUTES } from '../../api/routes';
import { ROLES, type Role } from '../../contracts/fact';
import { openRound, submitProject, type OpenRound } from '../factories/api-round';
import { TestApi, type Person } from '../factories/api-server';

let api: TestApi;
let round: OpenRound;
let projectId: string;
/** One person a role; who applies or hosts belongs to an organisation that has nothing to do with the project. */
let people: Record<Role, Person>;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api);
  projectId = await submitProject(api, round);
  const stranger = await api.post(
    '/organizations',
    { name: '旁观社（演示）', kind: 'registered', type: 'association', creditCode: '51330411TTTT000149' },
    round.manager,
  );
  const bound: Role[] = ['applicant', 'host'];
  const entries = await Promise.all(
    ROLES.map(async (role) => [
      role,
      await api.person([role], bound.includes(role) ? stranger.body.id : undefined),
    ]),
  );
  people = Object.fromEntries(entries);
});
afterAll(() => api?.close());

const idIn = (name: string): string => {
  const known: Record<string, string> = {
    ...round,
    projectId,
    userId: people.reviewer.userId,
    panelId: 'pan_00000000000000000000000000',
    paymentId: 'pay_0000000000000000000000000001',
    attachmentId: 'att_00000000000000000000000000',
    objectionId: 'obj_00000000000000000000000000',
    amendmentId: 'amd_00000000000000000000000000',
    appealId: 'apl_00000000000000000000000000',
    programmeKey: 'venture-grant',
    programmeVersion: '1',
    year: '2031',
    stageKey: 'desk',
    key: 'midterm',
    sha256: 'a'.repeat(64),
  } as never;
  const id = known[name];
  if (id === undefined) throw new Error(`no example of :${name}`);
  return id;
};

const addressOf = ({ path }: Route): string => path.replace(/:(\w+)/g, (_, name: string) => idIn(name));

const ask = (route: Route, as?: Person) =>
  api.request(route.method.toUpperCase(), addressOf(route), {
    ...(as ? { as } : {}),
    ...(route.method === 'get' || route.accepts === 'multipart'
      ? {}
      : { body: route.examples?.body ?? (route.body ? exampleOf(route.body, 'input') : {}) }),
  });

const named = (route: Route): [string, Route] => [`${route.method.toUpperCase()} ${route.path}`, route];
const SIGNED_IN = ROUTES.filter(({ permission }) => permission !== 'public' && permission !== 'callback');
/** Asked last: whoever signs out or is shut out asks nothing more. */
const ENDING = ['logout', 'changeRoles', 'disableUser'];
const inOrder = (left: Route, right: Route): number =>
  ENDING.indexOf(left.operationId) - ENDING.indexOf(right.operationId);
const CASES = [...SIGNED_IN].sort(inOrder).map(named);

test.each(CASES)('%s is answered to nobody who has not signed in', async (_name, route) => {
  const { status, body, headers } = await ask(route);
  expect([status, body.code]).toEqual([401, 'NOT_SIGNED_IN']);
  expect(headers.get('www-authenticate')).toBe('Bearer');
});

test.each(CASES)('%s is refused to every role that its permission does not name', async (_name, route) => {
  const may = rolesFor(route.permission);
  const answers: Record<string, unknown> = {};
  const wanted: Record<string, unknown> = {};
  for (const role of ROLES.filter((each) => !may.includes(each))) {
    const { status, body } = await ask(route, people[role]);
    answers[role] = [status, body.code];
    wanted[role] = [403, 'FORBIDDEN'];
  }
  expect(answers).toEqual(wanted);
});

test.each(CASES.filter(([, { operationId }]) => !ENDING.includes(operationId)))(
  '%s is not refused by role to a role that its permission names',
  async (_name, route) => {
    const refused: string[] = [];
    for (const role of rolesFor(route.permission)) {
      const { status, body } = await ask(route, people[role]);
      const byOwnership = body?.code === 'FORBIDDEN' && route.operationId === 'createProject';
      if ((body?.code === 'FORBIDDEN' && !byOwnership) || status === 401 || status >= 500) refused.push(role);
    }
    expect(refused).toEqual([]);
  },
);

const OF_A_PROJECT = SIGNED_IN.filter(({ path }) => path.startsWith('/projects/:projectId')).map(named);

test.each(OF_A_PROJECT)(
  '%s is not there for who has nothing to do with the project',
  async (_name, route) => {
    const outsiders = (['applicant', 'host', 'reviewer'] as const).filter((role) =>
      rolesFor(route.permission).includes(role),
    );
    for (const role of outsiders) {
      const { status, body } = await ask(route, people[role]);
      expect([role, status, body.code]).toEqual([role, 404, 'NOT_FOUND']);
    }
  },
);

test('an auditor may change nothing', () => {
  const changes = SIGNED_IN.filter(({ method }) => method !== 'get');
  const allowed = changes.filter(({ permission }) => rolesFor(permission).includes('auditor'));
  expect(allowed.map(({ operationId }) => operationId)).toEqual(['logout']);
});

test('an auditor may read whatever a manager may', () => {
  const reads = SIGNED_IN.filter(({ method }) => method === 'get');
  const hidden = reads.filter(({ permission }) => {
    const roles = rolesFor(permission);
    return roles.includes('manager') && !roles.includes('auditor');
  });
  expect(hidden.map(({ operationId }) => operationId)).toEqual([]);
});
