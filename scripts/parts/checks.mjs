import { join } from 'node:path';
import { ROOT } from './folders.mjs';
import { run } from './processes.mjs';

const PRODUCT_FOLDERS = [
  ...[
    'contracts',
    'domain',
    'workflows',
    'activities',
    'store',
    'worker',
    'api',
    'platform',
    'scripts',
    'test',
  ],
];

/** What is checked without running the product. The slowest first, so that two at a time end soonest. */
const STATIC_CHECKS = [
  { title: '规范检查 / Lint (eslint)', command: ['eslint', '--max-warnings', '0', '.'] },
  { title: '类型 / Types (tsc)', command: ['tsc', '--noEmit'] },
  { title: '格式 / Format (prettier)', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  {
    title: '引用方向 / Import arrows (dependency-cruiser)',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', ...PRODUCT_FOLDERS],
  },
  { title: '无用导出 / Dead exports (knip)', command: ['knip', '--no-progress'] },
];

const runCheck = async ({ title, command: [name, ...args] }, write) => {
  const startedAt = Date.now();
  const outcome = await run(process.execPath, [join(ROOT, 'node_modules', '.bin', name), ...args], {
    cwd: ROOT,
  });
  const passed = outcome.code === 0;
  write(`${passed ? '✓' : '✗'} ${title} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`);
  if (!passed) write(`${outcome.stdout}${outcome.stderr}\n`);
  return passed;
};

/**
 * Runs every static check, two at a time: on two cores a third would only slow the others down.
 * @param {(text: string) => void} write
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export const runStaticChecks = async (write) => {
  const waiting = [...STATIC_CHECKS];
  const results = [];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      results.push(await runCheck(check, write));
    }
  };
  await Promise.all([work(), work()]);
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
};
