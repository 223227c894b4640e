import { connect, createServer } from 'node:net';
import { Fault } from './fault.mjs';

/** @param {string} host @param {number} port @returns {Promise<boolean>} */
const canListen = (host, port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** @param {string} host @param {number} port @param {number} [timeoutMs] @returns {Promise<boolean>} */
export const canConnect = (host, port, timeoutMs = 1_000) =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });

/** @returns {Promise<number>} a port that was free a moment ago */
export const findFreePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/**
 * Names the first port that another program holds, and the variable that chooses another.
 * @param {{ variable: string, host: string, port: number }[]} wanted
 */
export const requireFreePorts = async (wanted) => {
  for (const { variable, host, port } of wanted) {
    if (await canListen(host, port)) continue;
    throw new Fault(
      `端口 ${port} 已被其他程序占用：请设置 ${variable}=其他端口 后再启动`,
      `Port ${port} is in use by another program: set ${variable} to another port, then start again`,
    );
  }
};
