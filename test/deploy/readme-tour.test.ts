import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  baseUrlOf,
  productionEnvironment,
  ROOT,
  start,
  startRole,
  waitUntilReady,
  type Running,
} from './product.process';

/** The blocks a reader is told to paste, one after the other. */
const tourOf = (file: string): string =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(/<!-- tour -->\s+```sh\n([\s\S]*?)```/g)]
    .map(([, block]) => block)
    .join('\n');

describe('the five minutes with curl', () => {
  let env: Record<string, string>;
  const running: Running[] = [];

  beforeAll(async () => {
    env = await productionEnvironment();
    expect(await startRole('setup', env).ended).toMatchObject({ code: 0 });
    running.push(startRole('worker', env), startRole('api', env));
    expect(await waitUntilReady(env)).toBe(200);
  }, 120_000);

  afterAll(async () => {
    for (const { process: child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
  });

  it.each(['README.md', 'README.zh-CN.md'])(
    'lead from an empty server to a paid tranche, as %s says',
    async (file) => {
      const told = { ...env, API: `${baseUrlOf(env)}/api/v1` };
      // A shell that stops at the first fault, and a limit for a wait that would never end.
      const { code, output } = await start('timeout', ['100', 'bash', '-eu', '-c', tourOf(file)], told).ended;
      const lines = output.split('\n');
      const landmarks = ['published', 'review', '86', 'decided', 'implementation', 'approved', 'confirmed'];
      const missing = landmarks.filter((word) => !lines.includes(word));
      // What the tour said is part of the comparison, so that a failure shows it.
      expect({ code, missing, said: missing.length > 0 ? output : '' }).toEqual({
        code: 0,
        missing: [],
        said: '',
      });
      expect(output).toMatch(/^\d+ tranchePaid [0-9a-f]{12}$/m);
    },
    120_000,
  );
});
