import { join } from 'node:path';
import { diskFull, Fault } from './fault.mjs';
import { readJson, ROOT } from './folders.mjs';
import { run } from './processes.mjs';

const NODE_MAJOR_MIN = 20;
const NODE_MINOR_MIN = 19;

/**
 * Node 20.19 is the oldest that every dependency names; an older one fails later and less clearly.
 * @param {string} [version]
 */
export const requireNode = (version = process.versions.node) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > NODE_MAJOR_MIN || (major === NODE_MAJOR_MIN && minor >= NODE_MINOR_MIN)) return;
  throw new Fault(
    `需要 Node.js 20.19 或更高版本，当前为 ${version}`,
    `Node.js 20.19 or newer is needed, this is ${version}`,
  );
};

/**
 * Whether node_modules holds what the lock file names. npm writes its own record there as the last thing it does, so
 * an interrupted installation has none, and an installation by hand (`npm install x`) counts as well as ours.
 * @param {string} root
 */
export const isInstalled = (root) => {
  const record = readJson(join(root, 'node_modules', '.package-lock.json'));
  const lock = readJson(join(root, 'package-lock.json'));
  return (
    record !== null &&
    Object.entries(lock.packages).every(
      ([path, wanted]) => path === '' || wanted.optional || record.packages[path]?.version === wanted.version,
    )
  );
};

const NPM_ARGS = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Runs `npm ci` unless it is already done.
 * @param {import('./progress.mjs').Progress} progress
 * @param {string} [root]
 */
export const installDependencies = async (progress, root = ROOT) => {
  if (isInstalled(root)) return;
  await progress.step('安装依赖 / Installing dependencies (npm ci)', async () => {
    // The MongoDB binary is fetched where it is needed and only if it is (parts/store.mjs), not with every installation.
    const env = { ...process.env, MONGOMS_DISABLE_POSTINSTALL: '1' };
    const outcome = await run('npm', NPM_ARGS, { cwd: root, env });
    const said = `${outcome.stdout}\n${outcome.stderr}`;
    if (outcome.code !== 0 && /ENOSPC|no space left/i.test(said)) throw diskFull(root);
    if (outcome.code !== 0) {
      const reason = said.trim().split('\n').slice(-6).join('\n');
      throw new Fault(
        `依赖安装失败（npm ci）：\n${reason}`,
        'The dependencies could not be installed (npm ci), see above',
      );
    }
  });
};
