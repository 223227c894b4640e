import { randomUUID } from 'node:crypto';
import { PASSWORD, TestApi, type Person } from '../factories/api-server';

let api: TestApi;
let admin: Person;

beforeAll(async () => {
  api = await TestApi.start({ withWorker: false });
  admin = await api.person(['admin']);
});
afterAll(() => api?.close());

const newPerson = (details: object) =>
  api.post('/users', { name: '张某（演示）', password: PASSWORD, roles: ['reviewer'], ...details }, admin);
const logIn = (identifier: string, password = PASSWORD) => api.post('/auth/login', { identifier, password });
const mail = () => `${randomUUID()}@Test.example`;

describe('signing in', () => {
  it('gives a token and who one is, and the token opens the door', async () => {
    const email = mail();
    await newPerson({ email });
    const { status, body } = await logIn(email);
    expect([status, body.user]).toMatchObject([200, { email, roles: ['reviewer'], disabled: false }]);
    expect(JSON.stringify(body)).not.toMatch(/password|hash/i);
    const me = await api.get('/me', { userId: '', identifier: '', token: body.token });
    expect(me.body).toEqual(body.user);
  });

  it.each([
    ['capitals', (email: string) => email.toUpperCase()],
    ['spaces around', (email: string) => ` ${email} `],
  ])('takes a mail address with %s', async (_name, write) => {
    const email = mail();
    await newPerson({ email });
    expect((await logIn(write(email))).status).toBe(200);
  });

  it.each([
    '13912340001',
    '139 1234 0001',
    '139-1234-0001',
    '+8613912340001',
    '+86 139 1234 0001',
    '008613912340001',
  ])('takes a mobile number however it is written: %s', async (written) => {
    await newPerson({ mobile: '13912340001' });
    expect((await logIn(written)).status).toBe(200);
  });

  it('is refused in the same words whether the account or the password is wrong', async () => {
    const email = mail();
    await newPerson({ email });
    const [unknown, wrong] = [await logIn(mail()), await logIn(email, 'not the password')];
    expect([unknown.status, unknown.body]).toEqual([401, wrong.body]);
    expect(wrong.body.code).toBe('LOGIN_FAILED');
  });

  it('is shut for a while after too many wrong passwords, with Retry-After', async () => {
    const email = mail();
    for (let attempt = 0; attempt < 8; attempt += 1) await logIn(email, 'wrong password');
    const { status, body, headers } = await logIn(email, 'wrong password');
    expect([status, body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('ends with signing out, at once', async () => {
    const person = await api.person(['reviewer']);
    expect((await api.get('/me', person)).status).toBe(200);
    expect((await api.post('/auth/logout', {}, person)).status).toBe(204);
    expect((await api.get('/me', person)).body.code).toBe('NOT_SIGNED_IN');
  });

  it.each(['', 'Bearer', 'Bearer x', 'Basic YTpi', 'Bearer a b', `Bearer ${'x'.repeat(500)}`])(
    'is needed where the header is %j',
    async (authorization) => {
      expect((await api.get('/me', undefined, { authorization })).status).toBe(401);
    },
  );
});

describe('a browser', () => {
  async function open() {
    const person = await api.person(['reviewer']);
    const { headers, body } = await logIn(person.identifier);
    const cookies = headers.getSetCookie();
    return { cookies, csrf: body.csrfToken, cookie: cookies.map((each) => each.split(';')[0]).join('; ') };
  }

  it('gets the session as a cookie that no script reads', async () => {
    const { cookies } = await open();
    const session = cookies.find((each) => each.startsWith('yc_session='));
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/SameSite=Lax/);
  });

  it('reads with the cookie alone', async () => {
    expect((await api.get('/me', undefined, { cookie: (await open()).cookie })).status).toBe(200);
  });

  it('changes nothing without the token beside the cookie', async () => {
    const { cookie, csrf } = await open();
    const signOut = (headers: Record<string, string>) => api.post('/auth/logout', {}, undefined, headers);
    const forgeries: Record<string, string>[] = [{}, { 'x-csrf-token': 'guess' }];
    for (const forged of forgeries)
      expect((await signOut({ cookie, ...forged })).body).toMatchObject({ status: 403, code: 'CSRF_FAILED' });
    expect((await signOut({ cookie, 'x-csrf-token': csrf })).status).toBe(204);
    expect((await api.get('/me', undefined, { cookie })).status).toBe(401);
  });
});

describe('the people of the house', () => {
  it('are made with roles, found, and read', async () => {
    const email = mail();
    const { status, body } = await newPerson({ email, roles: ['manager', 'reviewer'] });
    expect([status, body]).toMatchObject([
      201,
      { email, roles: ['manager', 'reviewer'], disabled: false, version: 1 },
    ]);
    expect((await api.get(`/users/${body.id}`, admin)).body).toEqual(body);
  });

  it.each([
    ['neither mail nor mobile', {}, 'email'],
    ['a short password', { email: 'a@test.example', password: 'short' }, 'password'],
    ['no role', { email: 'a@test.example', roles: [] }, 'roles'],
    ['a role nobody has', { email: 'a@test.example', roles: ['king'] }, 'roles[0]'],
    [
      'the role of an applicant and no organisation',
      { email: 'a@test.example', roles: ['applicant'] },
      'organizationId',
    ],
  ])('are not made with %s', async (_name, details, path) => {
    const { status, body } = await newPerson(details);
    expect([status, body.errors.map((each: { path: string }) => each.path)]).toEqual([400, [path]]);
  });

  it('have identifiers of their own, however they are written', async () => {
    await newPerson({ email: 'taken@test.example', mobile: '13912340002' });
    const twice = await newPerson({ email: 'TAKEN@test.example' });
    expect([twice.status, twice.body.code]).toEqual([409, 'ALREADY_EXISTS']);
    expect((await newPerson({ mobile: '+8613912340002' })).status).toBe(409);
  });

  it.each([
    ['POST', (id: string) => `/users/${id}/roles`],
    ['PUT', (id: string) => `/users/${id}/roles`],
    ['PATCH', (id: string) => `/users/${id}`],
  ])('change roles by %s, and what they were signed in as ends at once', async (method, addressOf) => {
    const person = await api.person(['reviewer']);
    expect((await api.get('/users', person)).status).toBe(403);
    const changed = await api.request(method, addressOf(person.userId), {
      as: admin,
      body: { roles: ['admin'] },
    });
    expect([changed.status, changed.body.roles]).toEqual([200, ['admin']]);
    expect((await api.get('/me', person)).status).toBe(401);
    const { body } = await logIn(person.identifier);
    expect((await api.get('/users', { ...person, token: body.token })).status).toBe(200);
  });

  it('do not become applicants of no organisation', async () => {
    const person = await api.person(['reviewer']);
    for (const body of [{ roles: ['applicant'] }, { roles: ['applicant'], organizationId: null }])
      expect((await api.post(`/users/${person.userId}/roles`, body, admin)).status).toBe(400);
  });

  it('are shut out at once when they are disabled, and stay out', async () => {
    const person = await api.person(['reviewer']);
    expect((await api.get('/me', person)).status).toBe(200);
    const { status, body } = await api.post(`/users/${person.userId}/disable`, {}, admin);
    expect([status, body.disabled]).toEqual([200, true]);
    expect((await api.get('/me', person)).status).toBe(401);
    expect((await logIn(person.identifier)).body.code).toBe('LOGIN_FAILED');
    expect((await api.get('/users?disabled=true', admin)).body.items).toMatchObject([{ id: person.userId }]);
  });
});
