import { ConfigError } from './config';

/** Runs a process's main function to its end. Wrong settings are said in their own sentences, any other fault with its stack. */
export function runProcess(main: () => Promise<void>): void {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      const said = error instanceof ConfigError ? error.message : String((error as Error).stack ?? error);
      process.stderr.write(`${said}\n`);
      process.exit(1);
    },
  );
}
