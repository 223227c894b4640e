import { ConfigError, loadConfig, type Config } from '../../platform/config';
import { openStore, type Store } from '../../store/connect';
import { createProgress, type Progress } from './progress';

export interface CommandContext {
  config: Config;
  store: Store;
  progress: Progress;
  /** The words after the command's name. */
  words: string[];
  /** One line for the person who asked, on standard output; progress goes elsewhere. */
  say: (line: string) => void;
}

/** Wrong words after a command's name: one sentence in both languages, and no stack. */
export class UsageError extends Error {}

const describe = (error: unknown): string => {
  if (error instanceof ConfigError || error instanceof UsageError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

async function runWith(work: (context: CommandContext) => Promise<boolean>): Promise<boolean> {
  const config = loadConfig();
  const store = await openStore({ uri: config.mongodbUri, database: config.mongodbDatabase });
  const progress = createProgress();
  try {
    return await work({
      config,
      store,
      progress,
      words: process.argv.slice(2),
      say: (line) => void process.stdout.write(`${line}\n`),
    });
  } finally {
    progress.end();
    await store.close();
  }
}

/** Runs an operator's command on the store of the environment. Exit code 0 where it found all well, 1 otherwise. */
export function runCommand(work: (context: CommandContext) => Promise<boolean>): void {
  runWith(work).then(
    (isWell) => process.exit(isWell ? 0 : 1),
    (error: unknown) => {
      process.stderr.write(`✗ ${describe(error)}\n`);
      process.exit(1);
    },
  );
}
