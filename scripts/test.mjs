/** `npm test`: sets up what is missing, runs every check, and ends with one line to count by. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProduct } from './parts/build.mjs';
import { runStaticChecks } from './parts/checks.mjs';
import { installDependencies, requireNode } from './parts/dependencies.mjs';
import { runMain } from './parts/fault.mjs';
import { readJson, requireFreeSpace, ROOT } from './parts/folders.mjs';
import { createProgress } from './parts/progress.mjs';
import { provisionStore } from './parts/store.mjs';
import { tallyJest } from './parts/tally.mjs';
import { provisionTemporalCli, provisionTestServer } from './parts/temporal.mjs';

const write = (text) => void process.stdout.write(text);
const progress = createProgress(write);

const setUp = async () => {
  requireNode();
  requireFreeSpace(ROOT);
  await installDependencies(progress);
  const place = { root: ROOT };
  await Promise.all([
    provisionStore(progress, place),
    provisionTemporalCli(progress, place),
    provisionTestServer(progress, place),
  ]);
};

/** Jest speaks for itself on the terminal; what is counted comes from the file it writes. */
const runJest = async (words) => {
  const folder = mkdtempSync(join(tmpdir(), 'yichuang-test-result-'));
  const file = join(folder, 'jest.json');
  const args = [
    join(ROOT, 'node_modules/jest/bin/jest.js'),
    '--maxWorkers=2',
    '--json',
    `--outputFile=${file}`,
    ...words,
  ];
  try {
    const jest = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
    await new Promise((resolve, reject) => jest.on('close', resolve).on('error', reject));
    return tallyJest(/** @type {any} */ (readJson(file)), { isCi: Boolean(process.env.CI) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const check = async (words) => {
  const nothing = { passed: 0, failed: 0 };
  const still = words.length > 0 ? nothing : await runStaticChecks(write);
  await buildProduct(progress);
  const run = await progress.step('Jest', () => runJest(words));
  return { passed: still.passed + run.passed, failed: still.failed + run.failed };
};

await runMain(async () => {
  const words = process.argv.slice(2).filter((word) => word !== '--');
  await setUp();
  const { passed, failed } = await check(words);
  write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});
