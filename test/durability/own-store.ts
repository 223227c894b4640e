import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const storeModule = () => import('../../scripts/parts/store.mjs');
const processesModule = () => import('../../scripts/parts/processes.mjs');

/** A store that nobody starts again: it is away for as long as a test wants. */
export class OwnStore {
  private pid = 0;

  private constructor(
    private readonly port: number,
    private readonly folder: string,
    private readonly program: Awaited<ReturnType<Awaited<ReturnType<typeof storeModule>>['provisionStore']>>,
    readonly uri: string,
  ) {}

  static async start(): Promise<OwnStore> {
    const { provisionStore, storeUri } = await storeModule();
    const { quietProgress } = await import('../../scripts/parts/progress.mjs');
    const { findFreePort } = await import('../../scripts/parts/ports.mjs');
    const port = await findFreePort();
    const program = await provisionStore(quietProgress, { root: ROOT });
    const folder = mkdtempSync(join(tmpdir(), 'yichuang-own-store-'));
    const store = new OwnStore(port, folder, program, storeUri(port));
    await store.comeBack();
    return store;
  }

  /** Starts it on the folder it had before. */
  async comeBack(): Promise<void> {
    const { isRealMongod, isStoreReady, storeCommand } = await storeModule();
    const { waitUntil } = await processesModule();
    const { command, args, env } = storeCommand(this.program, { port: this.port, folder: this.folder });
    const child = spawn(command, args, {
      cwd: this.folder,
      env: { ...process.env, ...env },
      stdio: 'ignore',
      detached: true,
    });
    this.pid = child.pid ?? 0;
    // A test run that is interrupted takes it along.
    process.once('exit', () => child.kill('SIGKILL'));
    const place = { uri: this.uri, port: this.port, isMongod: isRealMongod(this.program) };
    if (!(await waitUntil(() => isStoreReady(place), { timeoutMs: 60_000 })))
      throw new Error('The store did not start');
  }

  /** Kills it as a power cut would. */
  async goAway(): Promise<void> {
    const { isAlive, signalGroup, waitUntil } = await processesModule();
    signalGroup(this.pid, 'SIGKILL');
    await waitUntil(() => !isAlive(this.pid), { timeoutMs: 5_000 });
  }

  async remove(): Promise<void> {
    await this.goAway();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
