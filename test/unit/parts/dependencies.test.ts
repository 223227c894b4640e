import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const load = () => import('../../../scripts/parts/dependencies.mjs');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yichuang-clone-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (file: string, packages: Record<string, unknown>) =>
  writeFileSync(join(root, file), JSON.stringify({ packages }));

describe('isInstalled', () => {
  const lock = { '': {}, 'node_modules/a': { version: '1.0.0' } };

  it('holds when every package is there in the version of the lock file', async () => {
    write('package-lock.json', lock);
    write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
    expect((await load()).isInstalled(root)).toBe(true);
  });

  it('fails when the lock file names another version since', async () => {
    write('package-lock.json', lock);
    write('node_modules/.package-lock.json', { 'node_modules/a': { version: '0.9.0' } });
    expect((await load()).isInstalled(root)).toBe(false);
  });

  it('fails when an installation was interrupted before npm wrote its record', async () => {
    write('package-lock.json', lock);
    expect((await load()).isInstalled(root)).toBe(false);
  });

  it('asks for no optional package, which another platform may need', async () => {
    write('package-lock.json', { ...lock, 'node_modules/mac': { version: '1.0.0', optional: true } });
    write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
    expect((await load()).isInstalled(root)).toBe(true);
  });
});

describe('requireNode', () => {
  it.each(['18.20.4', '20.18.1', '16.0.0'])('refuses Node %s', async (version) => {
    const { requireNode } = await load();
    expect(() => requireNode(version)).toThrow(`Node.js 20.19 or newer is needed, this is ${version}`);
  });

  it.each(['20.19.0', '22.1.0', '24.0.0'])('takes Node %s', async (version) => {
    const { requireNode } = await load();
    expect(() => requireNode(version)).not.toThrow();
  });
});
