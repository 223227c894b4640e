import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where the servers are that a measurement runs on. */
export interface Places {
  temporalAddress: string;
  namespace: string;
  mongodbUri: string;
  /** What is known of the store's program; an address that was given does not say. */
  engine: string;
}

/** Compiled, this file is three folders below the project's own; the parts are modules that are not compiled. */
const PARTS = join(__dirname, '..', '..', '..', 'scripts', 'bench', 'embedded-parts.mjs');

async function endParts(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}

/** The servers that the environment names; those that it does not are brought up for this run alone. */
export async function openPlaces(): Promise<Places & { end(): Promise<void> }> {
  const child = spawn(process.execPath, [PARTS], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl-C must not end the servers before their users: they end when our end of the pipe closes.
    detached: true,
  });
  const lines = createInterface({ input: child.stdout });
  const said = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [''])]);
  const [line] = said as [string];
  if (line === '') throw new Error('The servers to measure on did not start, see above');
  return { ...(JSON.parse(line) as Places), end: () => endParts(child) };
}
