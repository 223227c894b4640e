import { ConfigError, isLoopback, loadConfig } from '../../../platform/config';

const strong = {
  TEMPORAL_ADDRESS: 'temporal:7233',
  MONGODB_URI: 'mongodb://db:27017',
  SESSION_SECRET: 'hG8f2Kq0vXw93mZrT5yLbN1cJd7sPaEu',
  CALLBACK_SECRET: 'Qm4tR7yUi1oP9aSdF3gHjK6lZxC2vBnW',
  DATA_KEY: Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7 + 3)).toString('base64'),
  ADMIN_EMAIL: 'li@funder.org.cn',
  ADMIN_PASSWORD: 'kite-Lantern-84-river',
};

const faultsOf = (env: Record<string, string | undefined>): Record<string, string> => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) {
      return Object.fromEntries(error.faults.map((fault) => [fault.name, fault.message]));
    }
    throw error;
  }
  return {};
};

describe('loadConfig', () => {
  it('fills what is not set with the defaults of a first start', () => {
    expect(loadConfig(strong)).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      dataDir: '.data',
      temporalNamespace: 'default',
      taskQueue: 'yichuang',
      mongodbDatabase: 'yichuang',
      logLevel: 'info',
      localMode: false,
    });
  });

  it('gives the data key as its 32 bytes', () => {
    expect(loadConfig(strong).dataKey).toHaveLength(32);
  });

  it('names every missing setting at once when nothing is set', () => {
    expect(Object.keys(faultsOf({})).sort()).toEqual([
      'ADMIN_EMAIL',
      'ADMIN_PASSWORD',
      'CALLBACK_SECRET',
      'DATA_KEY',
      'MONGODB_URI',
      'SESSION_SECRET',
      'TEMPORAL_ADDRESS',
    ]);
  });

  it('takes an empty variable, as compose files pass it, for one that is not set', () => {
    expect(faultsOf({ ...strong, MONGODB_URI: ' ', PORT: '' })).toEqual({
      MONGODB_URI: expect.stringContaining('must be set'),
    });
  });

  it.each(['0', '65536', '80.5', 'http'])('refuses the port %s in both languages', (PORT) => {
    expect(faultsOf({ ...strong, PORT })).toEqual({
      PORT: '须为 1–65535 的整数 / must be a whole number from 1 to 65535',
    });
  });

  it.each([
    ['TEMPORAL_ADDRESS', 'http://temporal:7233'],
    ['MONGODB_URI', 'postgres://db'],
    ['MONGODB_DATABASE', 'a b'],
    ['ADMIN_EMAIL', 'nobody'],
    ['LOG_LEVEL', 'loud'],
    ['DATA_KEY', 'c2hvcnQ='],
    ['SESSION_SECRET', 'kJ8mQ2'],
  ])('refuses %s=%s and nothing else', (name, value) => {
    expect(Object.keys(faultsOf({ ...strong, [name]: value }))).toEqual([name]);
  });

  it.each([
    ['ADMIN_PASSWORD', 'short-9-Pw'],
    ['ADMIN_PASSWORD', 'ChangeMe-ChangeMe'],
    ['ADMIN_EMAIL', 'admin@yichuang.local'],
    ['SESSION_SECRET', 'a'.repeat(40)],
    ['CALLBACK_SECRET', 'this-is-a-default-value-for-callbacks'],
    ['DATA_KEY', Buffer.alloc(32).toString('base64')],
  ])('refuses %s=%s where others can reach the server', (name, value) => {
    expect(Object.keys(faultsOf({ ...strong, [name]: value }))).toEqual([name]);
  });

  it('asks for no administrator in local mode, where one is made up', () => {
    const { ADMIN_EMAIL: _email, ADMIN_PASSWORD: _password, ...rest } = strong;
    expect(loadConfig({ ...rest, LOCAL_MODE: '1' })).toMatchObject({
      localMode: true,
      adminEmail: undefined,
    });
  });

  it('refuses local mode on an address that others can reach', () => {
    expect(Object.keys(faultsOf({ ...strong, LOCAL_MODE: '1', HOST: '0.0.0.0' }))).toEqual(['LOCAL_MODE']);
  });

  it('never repeats a secret in the message of its fault', () => {
    expect(() => loadConfig({ ...strong, ADMIN_PASSWORD: 'password-Ab7' })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('password-Ab7') }),
    );
  });
});

describe('isLoopback', () => {
  it.each(['127.0.0.1', '::1', 'localhost'])('holds for %s', (host) => expect(isLoopback(host)).toBe(true));
  it.each(['0.0.0.0', '::', '192.168.1.4', 'yichuang.org'])('fails for %s', (host) =>
    expect(isLoopback(host)).toBe(false),
  );
});
