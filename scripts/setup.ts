/** Migrations, the built-in programme, the first administrator; with `--demo`, in local mode only, the demonstration. */
import { publishProgramme } from '../api/operations/programmes';
import type { Actor } from '../contracts/fact';
import { VENTURE_GRANT } from '../domain/programmes/venture-grant';
import { toInstantText } from '../domain/instant';
import { ConfigError, loadConfig, type Config } from '../platform/config';
import { createLogger } from '../platform/logger';
import { patiently } from '../platform/patiently';
import { runProcess } from '../platform/run-process';
import { openStore, type Store } from '../store/connect';
import { migrate } from '../store/migrate';
import { makeDemonstration } from './setup/demonstration';
import { makeFirstAdministrator } from './setup/first-administrator';
import type { Account, SetupContext } from './setup/setup-context';

const SYSTEM: Actor = { userId: 'system', roles: ['system'] };
/** A store that starts beside us, or elects its primary, is there within this time. */
const STORE_WITHIN_MS = 30_000;

async function setUp(store: Store, config: Config, wantsDemo: boolean): Promise<Account[]> {
  await migrate(store, (name) => process.stderr.write(`migration ${name}\n`));
  const context: SetupContext = { store, actor: SYSTEM, at: toInstantText(Date.now()) };
  const { actor, at } = context;
  const commandId = `setup:${VENTURE_GRANT.key}@${VENTURE_GRANT.version}`;
  await publishProgramme(store, VENTURE_GRANT, { commandId, actor, at });
  const administrator = await makeFirstAdministrator(context, config);
  if (!wantsDemo) return administrator;
  return [...administrator, ...(await makeDemonstration(context, config))];
}

async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger({ name: 'setup', level: config.logLevel });
  const wantsDemo = process.argv.includes('--demo');
  if (wantsDemo && !config.localMode)
    throw new ConfigError([
      {
        name: 'LOCAL_MODE',
        message: '演示账号只用于本机模式 / demonstration accounts are for local mode only',
      },
    ]);
  const store = await patiently(
    () => openStore({ uri: config.mongodbUri, database: config.mongodbDatabase }),
    STORE_WITHIN_MS,
  );
  try {
    const accounts = await setUp(store, config, wantsDemo);
    if (!config.localMode) return logger.info('the data are set up');
    // The last line is read by `npm start`, which shows the accounts; nothing of it is written to a log.
    process.stdout.write(`${JSON.stringify({ accounts })}\n`);
  } finally {
    await store.close();
  }
}

runProcess(main);
