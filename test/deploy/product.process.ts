import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';

export const ROOT = join(__dirname, '..', '..');

type Role = 'setup' | 'worker' | 'api';
type Environment = Record<string, string>;

export interface Outcome {
  code: number | null;
  signal: string | null;
  output: string;
}

/** One process of the product, its output, and its end. */
export interface Running {
  process: ChildProcess;
  output: () => string;
  ended: Promise<Outcome>;
}

const compose = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<Role, { command: string[] }>;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Hexadecimal digits spell none of the words that the product knows from examples. */
const secret = (bytes = 32): string => randomBytes(bytes).toString('hex');

/** What a host other than this machine has to set: real secrets, the servers of the test run, a database of its own. */
export const productionEnvironment = async (): Promise<Environment> => ({
  PATH: process.env['PATH'] ?? '',
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PORT: String(await freePort()),
  TEMPORAL_ADDRESS: process.env['TEST_TEMPORAL_ADDRESS'] ?? '',
  TASK_QUEUE: `deploy-${secret(4)}`,
  MONGODB_URI: process.env['TEST_MONGODB_URI'] ?? '',
  MONGODB_DATABASE: `deploy-${secret(4)}`,
  SESSION_SECRET: secret(),
  CALLBACK_SECRET: secret(),
  DATA_KEY: Buffer.from(secret(16), 'latin1').toString('base64'),
  ADMIN_EMAIL: 'head.of.office@town.gov.example',
  ADMIN_PASSWORD: secret(12),
  LOG_LEVEL: 'info',
});

/** Runs a program in the project's folder and gathers what it says. */
export const start = (command: string, args: string[], env: Environment): Running => {
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<Outcome>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, output })),
  );
  return { process: child, output: () => output, ended };
};

/** The very command that the compose file gives to a role's container. */
export const startRole = (role: Role, env: Environment): Running => {
  const [, ...args] = compose.services[role].command;
  return start(process.execPath, args, env);
};

export const baseUrlOf = (env: Environment): string => `http://127.0.0.1:${env['PORT']}`;

/** Waits until the server says that it can serve, and answers what it said last. */
export const waitUntilReady = async (env: Environment, timeoutMs = 60_000): Promise<number> => {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const answer = await fetch(`${baseUrlOf(env)}/readyz`).catch(() => null);
    if (answer?.status === 200 || Date.now() > until) return answer?.status ?? 0;
    await sleep(200);
  }
};

/** Asks a process to end as `docker stop` does, and answers how it did. */
export const stop = (running: Running): Promise<Outcome> => {
  running.process.kill('SIGTERM');
  return running.ended;
};
