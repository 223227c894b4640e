/**
 * `node scripts/run.mjs NAME …`: runs one of the product's commands against the server of this clone.
 * `node scripts/run.mjs --no-server NAME …`: one that brings up what it needs by itself.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildProduct } from './parts/build.mjs';
import { installDependencies, requireNode } from './parts/dependencies.mjs';
import { Fault, runMain } from './parts/fault.mjs';
import { ROOT } from './parts/folders.mjs';
import { createProgress } from './parts/progress.mjs';
import { commandEnvironment, ensureServer } from './parts/running.mjs';
import { readSettings } from './parts/settings.mjs';

const progress = createProgress();
/** What only tells about a command needs no server, and must not start one. */
const TELLS_ONLY = ['--help', '--list'];

const requireCommand = (dist, name) => {
  const file = join(dist, 'scripts', `${name}.js`);
  if (/^[a-z][a-z-]*$/.test(name) && existsSync(file)) return file;
  throw new Fault(`没有名为「${name}」的命令`, `There is no command named "${name}"`);
};

const runCommand = (file, args, env) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], {
      cwd: ROOT,
      env,
      stdio: 'inherit',
    });
    // A terminal's Ctrl-C reaches the command as well; it ends by its own rules, and this waits for it.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });

await runMain(async () => {
  const words = process.argv.slice(2);
  const isOfItsOwn = words[0] === '--no-server';
  const [name = '', ...args] = isOfItsOwn ? words.slice(1) : words;
  requireNode();
  await installDependencies(progress);
  const file = requireCommand(await buildProduct(progress), name);
  if (isOfItsOwn) return runCommand(file, args, process.env);
  const settings = readSettings(process.env, ROOT);
  const needsServer = !args.some((arg) => TELLS_ONLY.includes(arg));
  const stopServer = needsServer ? await ensureServer(settings, progress) : async () => {};
  try {
    return await runCommand(file, args, commandEnvironment(settings, process.env));
  } finally {
    await stopServer();
  }
});
