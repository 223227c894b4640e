const load = () => import('../../../scripts/parts/settings.mjs');

describe('readSettings', () => {
  it('keeps everything on this machine when nothing is set', async () => {
    expect((await load()).readSettings({}, '/srv/clone')).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      dataDir: '/srv/clone/.data',
      localMode: true,
      temporalAddress: '127.0.0.1:7243',
      mongodbUri: 'mongodb://127.0.0.1:27027/?directConnection=true',
    });
  });

  it.each([
    ['another Temporal is named', { TEMPORAL_ADDRESS: 'temporal:7233' }],
    ['another store is named', { MONGODB_URI: 'mongodb://db' }],
    ['others can reach the address', { HOST: '0.0.0.0' }],
  ])('is no local mode when %s', async (_title, env) => {
    expect((await load()).readSettings(env, '/srv/clone').localMode).toBe(false);
  });

  it.each(['0', '65536', 'x', '7.5'])('refuses STORE_PORT=%s by name', async (STORE_PORT) => {
    const { readSettings } = await load();
    expect(() => readSettings({ STORE_PORT }, '/')).toThrow(/STORE_PORT=.* is not a port/);
  });
});

describe('portsOf', () => {
  it('asks for no port of a part that runs elsewhere', async () => {
    const { portsOf, readSettings } = await load();
    const settings = readSettings({ TEMPORAL_ADDRESS: 'temporal:7233', MONGODB_URI: 'mongodb://db' }, '/');
    expect(portsOf(settings).map((it) => it.variable)).toEqual(['PORT']);
  });
});

describe('productEnvironment', () => {
  it('prefers a secret that a person has set over the one made up', async () => {
    const { productEnvironment, readSettings } = await load();
    const env = { SESSION_SECRET: 'theirs' };
    const told = productEnvironment(readSettings(env, '/'), env, { SESSION_SECRET: 'ours', DATA_KEY: 'key' });
    expect(told).toMatchObject({ SESSION_SECRET: 'theirs', DATA_KEY: 'key', LOCAL_MODE: '1' });
  });

  it('takes no local mode from the environment where others can reach the server', async () => {
    const { productEnvironment, readSettings } = await load();
    const env = { LOCAL_MODE: '1', HOST: '0.0.0.0' };
    expect(productEnvironment(readSettings(env, '/'), env, {})).toMatchObject({ LOCAL_MODE: '0' });
  });
});

describe('addressOf', () => {
  it.each([
    [{ HOST: '0.0.0.0' }, 'http://127.0.0.1:3000'],
    [{ HOST: '::1' }, 'http://[::1]:3000'],
    [{ PORT: '8080' }, 'http://127.0.0.1:8080'],
  ])('of %j is %s', async (env, address) => {
    const { addressOf, readSettings } = await load();
    expect(addressOf(readSettings(env, '/'))).toBe(address);
  });
});
