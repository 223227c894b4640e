import type { Command } from '../../contracts/fact';
import { CommandWindow } from '../../workflows/engine/command-window';

const buildCommand = (id: string, hash = `hash of ${id}`): Command => ({
  id,
  hash,
  type: 'screen',
  actor: { userId: 'usr_1', roles: ['manager'] },
  payload: {},
});

describe('the window of remembered commands', () => {
  it('gives a repeated command the result of the first', () => {
    const window = new CommandWindow([]);
    window.remember(buildCommand('a'), { version: 7 });
    expect(window.find(buildCommand('a'))).toEqual({ version: 7 });
    expect(window.find(buildCommand('b'))).toBeUndefined();
  });

  it('refuses the same id with another payload', () => {
    const window = new CommandWindow([]);
    window.remember(buildCommand('a'), { version: 7 });
    expect(() => window.find(buildCommand('a', 'another hash'))).toThrow('IDEMPOTENCY_KEY_REUSED');
  });

  it('is carried into the next run as plain JSON', () => {
    const window = new CommandWindow([]);
    window.remember(buildCommand('a'), { version: 7 });
    const carried = new CommandWindow(JSON.parse(JSON.stringify(window)));
    expect(carried.find(buildCommand('a'))).toEqual({ version: 7 });
  });

  it('remembers the latest hundred and forgets the oldest first', () => {
    const window = new CommandWindow([]);
    for (let version = 1; version <= 101; version += 1)
      window.remember(buildCommand(`c${version}`), { version });
    expect(window.find(buildCommand('c1'))).toBeUndefined();
    expect(window.find(buildCommand('c2'))).toEqual({ version: 2 });
    expect(window.toJSON()).toHaveLength(100);
  });
});
