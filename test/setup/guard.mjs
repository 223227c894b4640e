/**
 * Runs one server for the tests and ends it when the test run ends, however that ends: the run holds the other end of
 * this process's standard input, which closes even when the run is killed and its teardown never comes.
 */
import { spawn } from 'node:child_process';
import { openSync, rmSync } from 'node:fs';
import { endGroup } from '../../scripts/parts/processes.mjs';

const { command, args, env, log, folder } = JSON.parse(process.argv[2]);
const output = openSync(log, 'a');
const child = spawn(command, args, {
  cwd: folder,
  env: { ...process.env, ...env },
  stdio: ['ignore', output, output],
  detached: true,
});

const finish = async () => {
  await endGroup(child.pid, { graceMs: 3_000 });
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
};

child.on('error', () => process.exit(1));
child.on('exit', () => void finish());
process.stdin.on('end', () => void finish());
process.stdin.on('error', () => void finish());
process.stdin.resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void finish());
