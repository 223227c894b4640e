/**
 * A fault that a person can do something about: one clear sentence in both languages, and no stack.
 * Whatever else is thrown is a fault of ours and is shown with its stack.
 */
export class Fault extends Error {
  /**
   * @param {string} zh
   * @param {string} en
   */
  constructor(zh, en) {
    super(`${zh}\n${en}`);
    this.name = 'Fault';
  }
}

/** @param {unknown} error @returns {string} */
const codeOf = (error) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * What the person reads when all ends: the sentence of a Fault, a sentence for what the machine refuses, a stack otherwise.
 * @param {unknown} error
 * @returns {string}
 */
export const describeFault = (error) => {
  // A ConfigError is the product's own list of wrong settings, in both languages already.
  if (error instanceof Fault || (error instanceof Error && error.name === 'ConfigError'))
    return error.message;
  if (codeOf(error) === 'ENOSPC') return diskFull('?').message;
  if (codeOf(error) === 'EACCES' || codeOf(error) === 'EROFS') {
    return `没有写入权限：${String(error)}\nNot allowed to write there: ${String(error)}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

/** @param {string} folder @returns {Fault} */
export const diskFull = (folder) =>
  new Fault(
    `磁盘空间不足（${folder}），请至少腾出 500 MB 后再启动`,
    `The disk is (nearly) full (${folder}): free at least 500 MB, then start again`,
  );

/** What SQLite and WiredTiger call a file that is not whole. */
const DAMAGED =
  /database disk image is malformed|file is not a database|WT_TRY_SALVAGE|WT_PANIC|database corruption|illegal file format/i;

/**
 * A part's last words, where they say that its data are damaged: no number of restarts mends that.
 * @param {string} folder the data the part was started on
 * @returns {(said: string) => Fault | null}
 */
export const explainDamage = (folder) => (said) =>
  DAMAGED.test(said)
    ? new Fault(
        `${folder} 中的数据已损坏，无法打开：请从备份恢复整个数据目录，或换一个 DATA_DIR`,
        `The data in ${folder} are damaged and cannot be opened: restore the whole data folder from a backup, ` +
          'or use another DATA_DIR',
      )
    : null;

/**
 * Runs a command's main function and turns what it throws into a sentence and an exit code of 1.
 * @param {() => Promise<number | void>} main answers the exit code, 0 when nothing is answered
 * @returns {Promise<void>}
 */
export const runMain = async (main) => {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(`\n✗ ${describeFault(error)}\n`);
    process.exitCode = 1;
  }
};
