import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { readJson, writeWhole } from './folders.mjs';

const OWNER_ONLY = 0o600;
const NAMES = ['SESSION_SECRET', 'CALLBACK_SECRET', 'DATA_KEY', 'ADMIN_EMAIL', 'ADMIN_PASSWORD'];

const makeSecrets = () => ({
  SESSION_SECRET: randomBytes(32).toString('base64'),
  CALLBACK_SECRET: randomBytes(32).toString('base64'),
  DATA_KEY: randomBytes(32).toString('base64'),
  ADMIN_EMAIL: 'admin@yichuang.local',
  ADMIN_PASSWORD: randomBytes(12).toString('base64url'),
});

const unreadable = (file) =>
  new Fault(
    `${file} 无法读取或不完整：其中的密钥用于解密已有数据，请从备份恢复该文件，或换一个 DATA_DIR`,
    `${file} cannot be read or is incomplete. Its key decrypts the data that are there: ` +
      'restore the file from a backup, or use another DATA_DIR',
  );

const hasData = (dataDir) =>
  existsSync(join(dataDir, 'store')) && readdirSync(join(dataDir, 'store')).length > 0;

/**
 * The local mode's secrets: made up once, readable by the owner only, and never made up again over data that were
 * encrypted with the first ones.
 * @param {string} dataDir
 * @returns {Record<string, string>} by the name of their environment variable
 */
export const readOrMakeSecrets = (dataDir) => {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) {
    if (hasData(dataDir)) throw unreadable(file);
    writeWhole(file, `${JSON.stringify(makeSecrets(), null, 2)}\n`, OWNER_ONLY);
  }
  try {
    const secrets = readJson(file);
    if (NAMES.every((name) => typeof secrets[name] === 'string')) return secrets;
  } catch {
    // Said below, together with a file that is readable but lacks a secret.
  }
  throw unreadable(file);
};
