import {
  baseUrlOf,
  productionEnvironment,
  start,
  startRole,
  stop,
  waitUntilReady,
  type Running,
} from './product.process';

/** Docker's own patience before it kills; the compose file gives more. */
const STOP_WITHIN_MS = 20_000;

describe('the commands of the images, against servers that are set in the environment', () => {
  let env: Record<string, string>;
  const running: Running[] = [];
  const check = (name: string, changed: Record<string, string> = {}) =>
    start(process.execPath, [`deploy/check-${name}.mjs`], { ...env, ...changed }).ended;

  beforeAll(async () => {
    env = await productionEnvironment();
    const setup = await startRole('setup', env).ended;
    expect(setup).toMatchObject({ code: 0 });
    running.push(startRole('worker', env), startRole('worker', env), startRole('api', env));
  }, 120_000);

  afterAll(async () => {
    for (const { process: child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
  });

  it('are ready with one API and two workers', async () => {
    const status = await waitUntilReady(env);
    expect({ status, said: running.map(({ output }) => output().slice(-2_000)) }).toMatchObject({
      status: 200,
    });
  }, 90_000);

  it('let the administrator of the environment in, and nobody else', async () => {
    const login = (identifier: string, password: string) =>
      fetch(`${baseUrlOf(env)}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ identifier, password }),
      });
    const entered = await login(env['ADMIN_EMAIL'] ?? '', env['ADMIN_PASSWORD'] ?? '');
    expect(entered.status).toBe(200);
    const { token } = (await entered.json()) as { token: string };
    const users = await fetch(`${baseUrlOf(env)}/api/v1/users`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items } = (await users.json()) as { items: { email: string }[] };
    expect(items.map(({ email }) => email)).toEqual([env['ADMIN_EMAIL']]);
  });

  it('may be set up again without changing anything', async () => {
    expect(await startRole('setup', env).ended).toMatchObject({ code: 0 });
  }, 60_000);

  it('are called healthy by the containers’ own checks while they serve', async () => {
    expect(await check('api')).toMatchObject({ code: 0 });
    expect(await check('worker')).toMatchObject({ code: 0 });
  });

  it('are called unhealthy where nothing answers', async () => {
    expect(await check('api', { PORT: '1' })).toMatchObject({ code: 1 });
    expect(await check('worker', { TEMPORAL_ADDRESS: '127.0.0.1:1' })).toMatchObject({ code: 1 });
  });

  it('write no secret into their logs', () => {
    const said = running.map(({ output }) => output()).join('\n');
    const secrets = ['ADMIN_PASSWORD', 'SESSION_SECRET', 'CALLBACK_SECRET', 'DATA_KEY'];
    expect(said.length).toBeGreaterThan(0);
    expect(secrets.filter((name) => said.includes(env[name] ?? ''))).toEqual([]);
  });

  it('end by themselves when they are asked to', async () => {
    const begunAt = Date.now();
    const outcomes = await Promise.all(running.map(stop));
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(Date.now() - begunAt).toBeLessThan(STOP_WITHIN_MS);
  }, 60_000);
});

describe('the commands of the images, with settings nobody should run', () => {
  it.each(['setup', 'worker', 'api'] as const)('keep %s from starting and name every fault', async (role) => {
    const env = await productionEnvironment();
    const weak = { ...env, ADMIN_PASSWORD: 'change-me-please', SESSION_SECRET: '', DATA_KEY: 'short' };
    const { code, output } = await startRole(role, weak).ended;
    expect(code).not.toBe(0);
    for (const name of ['ADMIN_PASSWORD', 'SESSION_SECRET', 'DATA_KEY']) expect(output).toContain(name);
    expect(output).not.toContain('change-me-please');
  });
});
