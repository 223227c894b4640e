import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
/** A start takes five seconds on a quiet machine; on one that is busy with other tests it may take longer. */
const READY_WITHIN_MS = 60_000;

const portsModule = () => import('../../scripts/parts/ports.mjs');
const processesModule = () => import('../../scripts/parts/processes.mjs');

export type Environment = Record<string, string | undefined>;
export type Part = 'api' | 'worker' | 'store' | 'temporal';

interface Outcome {
  code: number | null;
  signal: string | null;
  output: string;
}

/** One `npm start` that was begun: what it says, when it is ready, how it ends. */
export interface Started {
  pid: number;
  output: () => string;
  /** Resolves when it says that it is ready; throws with what it said when it ends before. */
  ready: () => Promise<void>;
  ended: Promise<Outcome>;
  /** Takes no more of what it says, as a terminal that was closed. */
  stopListening: () => void;
}

/** A data folder and ports of a test's own, and the product as `npm start` runs it on them. */
export class LocalServer {
  private constructor(
    readonly dataDir: string,
    readonly env: Environment,
  ) {}

  static async prepare(changed: Environment = {}): Promise<LocalServer> {
    const { findFreePort } = await portsModule();
    const dataDir = mkdtempSync(join(tmpdir(), 'yichuang-start-'));
    const names = ['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'STORE_PORT'];
    const ports = await Promise.all(names.map(async (name) => [name, String(await findFreePort())]));
    // As a child of npm it ends when its parent is gone: a test run that is killed leaves no server behind.
    const npm = { npm_lifecycle_event: 'start' };
    const own = { ...npm, DATA_DIR: dataDir, LOG_LEVEL: 'info', ...Object.fromEntries(ports) };
    const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|TEST_|NODE_ENV$)/.test(name));
    return new LocalServer(dataDir, { ...Object.fromEntries(inherited), ...own, ...changed });
  }

  get url(): string {
    return `http://127.0.0.1:${this.env['PORT']}`;
  }

  /** Begins it as a terminal does: in a process group of its own, which Ctrl-C reaches as a whole. */
  start(changed: Environment = {}, command = [process.execPath, 'scripts/start.mjs']): Started {
    const [file = '', ...args] = command;
    const child = spawn(file, args, {
      cwd: ROOT,
      env: { ...this.env, ...changed },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const ended = new Promise<Outcome>((resolve) =>
      child.on('close', (code, signal) => resolve({ code, signal, output })),
    );
    const stopListening = (): void => {
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const ready = this.readiness(() => output, ended);
    return { pid: child.pid ?? 0, output: () => output, ended, ready, stopListening };
  }

  private readiness(output: () => string, ended: Promise<Outcome>): Started['ready'] {
    return async () => {
      const { waitUntil } = await processesModule();
      let hasEnded = false;
      void ended.then(() => (hasEnded = true));
      const isOver = (): boolean => hasEnded || output().includes('Yichuang is ready');
      const inTime = await waitUntil(isOver, { timeoutMs: READY_WITHIN_MS });
      if (!inTime || hasEnded) throw new Error(`It did not become ready:\n${output()}`);
    };
  }

  readJson(name: string): ReturnType<typeof JSON.parse> {
    return JSON.parse(readFileSync(join(this.dataDir, name), 'utf8'));
  }

  pidOf(part: Part): number | undefined {
    return this.readJson('pids.json')[part];
  }

  /** Kills a part as a power cut would: without a word, and together with whatever it started. */
  async kill(part: Part): Promise<void> {
    const { signalGroup } = await processesModule();
    const pid = this.pidOf(part);
    if (pid === undefined) throw new Error(`${part} does not run`);
    signalGroup(pid, 'SIGKILL');
  }

  /** Every process that was started for this data folder, by what it was told. */
  processes(): string[] {
    const { stdout } = spawnSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8' });
    return stdout
      .split('\n')
      .filter(
        (line) => line.includes(`DATA_DIR=${this.dataDir} `) || line.endsWith(`DATA_DIR=${this.dataDir}`),
      )
      .map((line) => line.slice(0, 120));
  }

  /** Ends whatever a failed test left, and removes the folder. */
  async clear(): Promise<void> {
    const { signalGroup, waitUntil } = await processesModule();
    for (const line of this.processes()) signalGroup(Number.parseInt(line, 10), 'SIGKILL');
    for (const line of this.processes()) process.kill(Number.parseInt(line, 10), 'SIGKILL');
    await waitUntil(() => this.processes().length === 0, { timeoutMs: 5_000 });
    if (existsSync(this.dataDir)) rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Sends a signal to the whole group of a start, as a terminal does. */
export const signalAll = async ({ pid }: Started, signal: NodeJS.Signals): Promise<void> =>
  (await processesModule()).signalGroup(pid, signal);
