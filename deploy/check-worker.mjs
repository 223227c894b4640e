/**
 * The worker container's health. A worker listens on no port, so its health is its own connection: it is healthy while
 * a TCP connection to Temporal's port is established. Read from the kernel's tables, which need no right and no tool.
 */
import { readFileSync } from 'node:fs';

const ESTABLISHED = '01';
const address = process.env.TEMPORAL_ADDRESS ?? '';
const port = Number(address.slice(address.lastIndexOf(':') + 1));
const wanted = port.toString(16).toUpperCase().padStart(4, '0');

const rowsOf = (file) => {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(1);
  } catch {
    // A machine without IPv6 has no second table.
    return [];
  }
};

const isConnected = (row) => {
  const [, , remote = '', state] = row.trim().split(/\s+/);
  return state === ESTABLISHED && remote.endsWith(`:${wanted}`);
};

const connected = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(rowsOf).some(isConnected);
if (!connected) process.stderr.write(`no connection to TEMPORAL_ADDRESS=${address}\n`);
process.exitCode = connected ? 0 : 1;
