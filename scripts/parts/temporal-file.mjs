import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from './fault.mjs';
import { writeWhole } from './folders.mjs';

/** Beside the engine's folder, so that it is still there when that folder is not. */
const markerOf = (dataDir) => join(dataDir, 'temporal.json');
const fileOf = (dataDir) => join(dataDir, 'temporal', 'temporal.db');

/**
 * The file in which Temporal keeps where every workflow stands, its folder made. A file that was there and is gone is
 * not begun anew in silence: the documents would go on without the workflows that belong to them.
 * @param {string} dataDir
 * @returns {string}
 */
export const openTemporalFile = (dataDir) => {
  const file = fileOf(dataDir);
  const isThere = existsSync(file) && statSync(file).size > 0;
  if (!isThere && existsSync(markerOf(dataDir))) {
    throw new Fault(
      `${dataDir} 不完整：缺少 ${file}，请从备份恢复，或换一个 DATA_DIR`,
      `${dataDir} is incomplete: ${file} is missing. Restore it from a backup, or use another DATA_DIR`,
    );
  }
  mkdirSync(dirname(file), { recursive: true });
  return file;
};

/** Says from now on that there is such a file. Called once the server has it open. @param {string} dataDir */
export const rememberTemporalFile = (dataDir) => {
  if (!existsSync(markerOf(dataDir))) writeWhole(markerOf(dataDir), '{"file":"temporal/temporal.db"}\n');
};
