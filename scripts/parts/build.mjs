import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from './fault.mjs';
import { hashFiles, listFiles, readJson, ROOT } from './folders.mjs';
import { isAlive } from './processes.mjs';

const SOURCE_FOLDERS = [
  'contracts',
  'domain',
  'workflows',
  'activities',
  'store',
  'worker',
  'api',
  'platform',
  'scripts',
];
const BUNDLED_FOLDERS = ['workflows', 'domain', 'contracts', 'activities'];
const BUNDLE = 'workflow-bundle.js';
/** Names the sources a build was made of. Written last, so a build that was interrupted has none. */
const STAMP = '.stamp.json';

const isModule = (file) => file.endsWith('.mjs');
const isSource = (file) => file.endsWith('.ts') && !file.endsWith('.d.ts');

/** What the output depends on: sources, the compiler's options, the exact versions of compiler and bundler. */
const takeStamp = (root) => {
  const settings = ['.swcrc', 'package-lock.json', 'scripts/parts/build.mjs'].filter((file) =>
    existsSync(join(root, file)),
  );
  const files = listFiles(root, SOURCE_FOLDERS).filter((file) => !isModule(file));
  const bundled = listFiles(root, BUNDLED_FOLDERS).filter(isSource);
  return {
    sources: hashFiles(root, [...settings, ...files]),
    bundle: hashFiles(root, [...settings, ...bundled]),
  };
};

/** @param {string} dist */
const readStamp = (dist) => {
  try {
    return readJson(join(dist, STAMP)) ?? {};
  } catch {
    // A stamp that cannot be read says nothing about the build beside it: build again.
    return {};
  }
};

const compileFile = async (swc, root, file, target) => {
  const output = join(target, file.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(output), { recursive: true });
  const { code, map } = await swc.transformFile(join(root, file), { cwd: root, root });
  writeFileSync(output, `${code}\n//# sourceMappingURL=${output.split('/').at(-1)}.map\n`);
  if (map !== undefined) writeFileSync(`${output}.map`, map);
};

const compileSources = async (root, target) => {
  const swc = (await import('@swc/core')).default;
  const files = listFiles(root, SOURCE_FOLDERS).filter((file) => !isModule(file));
  for (const file of files) {
    if (isSource(file)) await compileFile(swc, root, file, target);
    else {
      mkdirSync(dirname(join(target, file)), { recursive: true });
      copyFileSync(join(root, file), join(target, file));
    }
  }
};

/** The bundler speaks on standard error only when something is wrong: a good bundle is one line of ours. */
const createBundleLogger = () => {
  const said = [];
  const keep = (message) => void said.push(String(message));
  const ignore = () => {};
  return {
    said,
    logger: { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: keep, error: keep },
  };
};

const bundleWorkflows = async (root, target) => {
  const { bundleWorkflowCode } = (await import('@temporalio/worker')).default;
  const { said, logger } = createBundleLogger();
  try {
    // Bundled from the TypeScript sources, so that a stack in the Temporal UI names lines that exist.
    const { code } = await bundleWorkflowCode({ workflowsPath: join(root, 'workflows', 'index.ts'), logger });
    writeFileSync(join(target, BUNDLE), code);
  } catch (error) {
    throw new Fault(
      `工作流打包失败：${said.join('\n')}\n${String(error)}`,
      'The workflows could not be bundled, see above',
    );
  }
};

/** Another build of the same clone may put its output there in between: then theirs is moved away as well. */
const putInPlace = (target, dist) => {
  for (let attempt = 1; ; attempt += 1) {
    const old = `${dist}.old-${randomBytes(4).toString('hex')}`;
    try {
      if (existsSync(dist)) renameSync(dist, old);
      renameSync(target, dist);
      rmSync(old, { recursive: true, force: true });
      return;
    } catch (error) {
      rmSync(old, { recursive: true, force: true });
      if (attempt === 5) throw error;
    }
  }
};

/** What a killed build left behind. A build that still runs keeps its folder, which carries its process's number. */
const removeLeftovers = (root) => {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const old = readdirSync(root).filter((name) => name.startsWith('dist.old-'));
  const half = readdirSync(cache).filter(
    (name) => name.startsWith('build-') && !isAlive(Number(name.split('-')[1])),
  );
  const paths = [...old.map((name) => join(root, name)), ...half.map((name) => join(cache, name))];
  for (const path of paths) rmSync(path, { recursive: true, force: true });
};

const buildInto = async (root, target, dist, stamp) => {
  await compileSources(root, target);
  const isSameBundle = readStamp(dist).bundle === stamp.bundle && existsSync(join(dist, BUNDLE));
  if (isSameBundle) copyFileSync(join(dist, BUNDLE), join(target, BUNDLE));
  else await bundleWorkflows(root, target);
  writeFileSync(join(target, STAMP), JSON.stringify(stamp));
};

/**
 * Compiles the product to dist/ and bundles its workflows, unless dist/ was built from these very sources.
 * The finished folder is moved into place in one step: a server that starts meanwhile finds the old or the new one.
 * @param {import('./progress.mjs').Progress} progress
 * @param {string} [root]
 * @returns {Promise<string>} the folder of the build
 */
export const buildProduct = async (progress, root = ROOT) => {
  const dist = join(root, 'dist');
  const stamp = takeStamp(root);
  if (readStamp(dist).sources === stamp.sources) return dist;
  await progress.step('编译 / Building', async () => {
    removeLeftovers(root);
    const target = join(root, '.cache', `build-${process.pid}-${randomBytes(4).toString('hex')}`);
    mkdirSync(target, { recursive: true });
    try {
      await buildInto(root, target, dist, stamp);
      putInPlace(target, dist);
    } finally {
      rmSync(target, { recursive: true, force: true });
    }
  });
  return dist;
};
