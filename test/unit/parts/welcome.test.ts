const greet = async (env: Record<string, string>) => {
  const { readSettings } = await import('../../../scripts/parts/settings.mjs');
  const { welcome } = await import('../../../scripts/parts/welcome.mjs');
  const accounts = [{ role: 'admin', identifier: 'admin@yichuang.local', password: 'Kp3-made-up' }];
  return welcome(readSettings(env, '/srv/clone'), accounts);
};

describe('welcome', () => {
  it('names the address, the accounts and what to try first in local mode', async () => {
    const text = await greet({ PORT: '3100' });
    expect(text).toContain('http://127.0.0.1:3100');
    expect(text).toMatch(/admin@yichuang\.local +Kp3-made-up/);
    expect(text).toContain('npm run demo');
  });

  it('shows no password where others can reach the server', async () => {
    expect(await greet({ HOST: '0.0.0.0' })).not.toContain('Kp3-made-up');
  });
});
