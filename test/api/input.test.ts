import { signCallback } from '../../api/http/callback-signature';
import type { Route } from '../../api/http/define-route';
import { exampleOf } from '../../api/openapi/example';
import { ROUTES } from '../../api/routes';
import { ROLES } from '../../contracts/fact';
import { openRound, submitProject, type OpenRound } from '../factories/api-round';
import { TestApi, type Answer, type Person } from '../factories/api-server';
import {
  BODIES_NOBODY_TAKES,
  ODD_VALUES,
  PATH_PARTS_NOBODY_TAKES,
  pathsIn,
  QUERIES_NOBODY_TAKES,
  VALUES_NOBODY_TAKES,
  withoutPart,
  withPart,
} from '../factories/nasty';

let api: TestApi;
let round: OpenRound;
/** Holds every role, so that each request gets past the door and its input is what is judged. */
let person: Person;
let ids: Record<string, string>;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api);
  const projectId = await submitProject(api, round);
  person = await api.person([...ROLES], round.organizationId);
  const other = await api.person(['reviewer']);
  const { fundId, roundId, organizationId } = round;
  ids = {
    fundId,
    roundId,
    organizationId,
    projectId,
    userId: other.userId,
    panelId: 'pan_00000000000000000000000000',
    paymentId: 'pay_0000000000000000000000000001',
    attachmentId: 'att_00000000000000000000000000',
    objectionId: 'obj_00000000000000000000000000',
    amendmentId: 'amd_00000000000000000000000000',
    programmeKey: 'venture-grant',
    programmeVersion: '1',
    year: '2031',
    stageKey: 'desk',
    key: 'midterm',
    sha256: 'a'.repeat(64),
  };
});
afterAll(() => api?.close());

const addressOf = ({ path }: Route): string =>
  path.replace(/:(\w+)/g, (_, name: string) => {
    if (ids[name] === undefined) throw new Error(`no example of :${name}`);
    return ids[name];
  });

function headersOf(route: Route, raw: string): Record<string, string> {
  if (route.permission !== 'callback') return {};
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `sha256=${signCallback(api.callbackSecret, timestamp, raw)}`;
  return { 'x-yichuang-timestamp': timestamp, 'x-yichuang-signature': signature };
}

const send = (route: Route, raw: string, address = addressOf(route)): Promise<Answer> =>
  api.request(route.method.toUpperCase(), address, {
    as: person,
    headers: { 'content-type': 'application/json', ...headersOf(route, raw) },
    raw,
  });

function refusalFaults({ status, headers, body }: Answer): string[] {
  const faults = status >= 400 && status < 500 ? [] : [`answered ${status}`];
  if (!/^application\/problem\+json/.test(headers.get('content-type') ?? '')) faults.push('is no problem');
  if (typeof body?.code !== 'string' || body.status !== status) faults.push('says no code');
  return faults;
}

/** Nothing a client sends is our fault: a taken value is fine, a refused one is a 4xx problem. */
const oddFaults = (answer: Answer): string[] => (answer.status < 300 ? [] : refusalFaults(answer));

async function collect(
  cases: Record<string, () => Promise<Answer>>,
  judge: (answer: Answer) => string[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, ask] of Object.entries(cases)) {
    const answer = await ask();
    faults.push(...judge(answer).map((fault) => `${name}: ${fault} ${JSON.stringify(answer.body)}`));
  }
  return faults;
}

const named = (route: Route): [string, Route] => [`${route.method.toUpperCase()} ${route.path}`, route];
const WRITES = ROUTES.filter(({ method, accepts }) => method !== 'get' && accepts !== 'multipart').map(named);
const WITH_BODY = WRITES.filter(([, { body }]) => body !== undefined);
const WITH_PARAMS = ROUTES.filter(({ params }) => params !== undefined).map(named);
const READS = ROUTES.filter(({ method }) => method === 'get').map(named);

const exampleBody = ({ examples, body }: Route): unknown =>
  examples?.body ?? (body ? exampleOf(body, 'input') : {});

/** Large documents are tried at their first fields; the rest is more of the same kinds. */
const MAX_PATHS = 40;
const placesIn = (value: unknown) => pathsIn(value).slice(0, MAX_PATHS);

test.each(WRITES)('%s refuses a body that nobody takes', async (_name, route) => {
  // To check a definition is to say what is wrong with it: there an odd document is an answer.
  const open = route.operationId === 'validateProgramme' ? ['a field nobody declared'] : [];
  const cases = Object.entries(BODIES_NOBODY_TAKES).filter(([name]) => !open.includes(name));
  const faults = await collect(
    Object.fromEntries(cases.map(([name, raw]) => [name, () => send(route, raw)])),
    refusalFaults,
  );
  expect(faults).toEqual([]);
});

test.each(WITH_BODY)('%s refuses, in any field, a value that nobody takes', async (_name, route) => {
  const body = exampleBody(route);
  const isOpen = route.operationId === 'validateProgramme';
  const cases = placesIn(body).flatMap((path) =>
    Object.entries(VALUES_NOBODY_TAKES)
      .filter(([name]) => !isOpen || !['a huge text', 'a deep value'].includes(name))
      .map(([name, json]) => [`${path.join('.')} as ${name}`, () => send(route, withPart(body, path, json))]),
  );
  expect(await collect(Object.fromEntries(cases), refusalFaults)).toEqual([]);
});

test.each(WITH_BODY)(
  '%s takes or refuses an odd or missing value, and never breaks',
  async (_name, route) => {
    const body = exampleBody(route);
    const cases = placesIn(body).flatMap((path) => [
      [`without ${path.join('.')}`, () => send(route, withoutPart(body, path))],
      ...ODD_VALUES.map((json) => [
        `${path.join('.')} as ${json}`,
        () => send(route, withPart(body, path, json)),
      ]),
    ]);
    expect(await collect(Object.fromEntries(cases), oddFaults)).toEqual([]);
  },
);

test.each(WITH_PARAMS)('%s refuses an address that nobody has', async (_name, route) => {
  const raw = route.method === 'get' ? undefined : JSON.stringify(exampleBody(route));
  const cases = [...route.path.matchAll(/:(\w+)/g)].flatMap(([mark]) =>
    PATH_PARTS_NOBODY_TAKES.map((part) => {
      const address = addressOf({ ...route, path: route.path.replace(mark, part) });
      const ask = () =>
        raw === undefined ? api.request('GET', address, { as: person }) : send(route, raw, address);
      return [`${mark} as ${part.slice(0, 40)}`, ask];
    }),
  );
  expect(await collect(Object.fromEntries(cases), refusalFaults)).toEqual([]);
});

test.each(READS)('%s refuses a question that nobody may ask', async (_name, route) => {
  const cases = QUERIES_NOBODY_TAKES.map((query) => [
    query.slice(0, 60),
    () => api.request('GET', `${addressOf(route)}?${query}`, { as: person }),
  ]);
  expect(await collect(Object.fromEntries(cases), refusalFaults)).toEqual([]);
});
