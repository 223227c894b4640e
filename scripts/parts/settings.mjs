import { resolve } from 'node:path';
import { Fault } from './fault.mjs';

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost'];

/** Ours differ from Temporal's and MongoDB's own, which a developer's machine may well have in use. */
const DEFAULT_PORTS = { PORT: 3000, TEMPORAL_PORT: 7243, TEMPORAL_UI_PORT: 8243, STORE_PORT: 27027 };

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

/** Every port, or one fault that names all that are wrong: nobody corrects one only to be told of the next. */
const readPorts = (env) => {
  const given = Object.keys(DEFAULT_PORTS).map((name) => [name, env[name] || String(DEFAULT_PORTS[name])]);
  const wrong = given.filter(([, text]) => !isPort(text));
  if (wrong.length > 0) {
    throw new Fault(
      wrong.map(([name, text]) => `${name}=${text} 无效，须为 1–65535 的整数`).join('\n'),
      wrong
        .map(([name, text]) => `${name}=${text} is not a port: give a whole number from 1 to 65535`)
        .join('\n'),
    );
  }
  return Object.fromEntries(given.map(([name, text]) => [name, Number(text)]));
};

/**
 * Where everything runs, from the environment alone. What the product itself is set to is checked by platform/config,
 * once it is built.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root a relative DATA_DIR is inside it
 */
export const readSettings = (env, root) => {
  const host = env.HOST || '127.0.0.1';
  const embedsTemporal = !env.TEMPORAL_ADDRESS;
  const embedsStore = !env.MONGODB_URI;
  const { PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT, STORE_PORT } = readPorts(env);
  return {
    host,
    port: PORT,
    dataDir: resolve(root, env.DATA_DIR || '.data'),
    namespace: env.TEMPORAL_NAMESPACE || 'default',
    embedsTemporal,
    embedsStore,
    temporalPort: TEMPORAL_PORT,
    uiPort: TEMPORAL_UI_PORT,
    storePort: STORE_PORT,
    temporalAddress: env.TEMPORAL_ADDRESS || `127.0.0.1:${TEMPORAL_PORT}`,
    mongodbUri: env.MONGODB_URI || `mongodb://127.0.0.1:${STORE_PORT}/?directConnection=true`,
    localMode: embedsTemporal && embedsStore && LOOPBACK_HOSTS.includes(host),
  };
};

/** @typedef {ReturnType<typeof readSettings>} Settings */

/** @param {Settings} settings @returns {string} where a browser on this machine finds the API */
export const addressOf = ({ host, port }) => {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
};

/** @param {Settings} settings @returns {{ variable: string, host: string, port: number }[]} */
export const portsOf = (settings) => [
  { variable: 'PORT', host: settings.host, port: settings.port },
  ...(settings.embedsTemporal
    ? [
        { variable: 'TEMPORAL_PORT', host: '127.0.0.1', port: settings.temporalPort },
        { variable: 'TEMPORAL_UI_PORT', host: '127.0.0.1', port: settings.uiPort },
      ]
    : []),
  ...(settings.embedsStore ? [{ variable: 'STORE_PORT', host: '127.0.0.1', port: settings.storePort }] : []),
];

/**
 * What the product's processes are told. Secrets made up for the local mode never override those that are set.
 * @param {Settings} settings
 * @param {NodeJS.ProcessEnv} env
 * @param {Record<string, string>} secrets
 * @returns {NodeJS.ProcessEnv}
 */
export const productEnvironment = (settings, env, secrets) => ({
  NODE_ENV: 'production',
  ...secrets,
  ...Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  HOST: settings.host,
  PORT: String(settings.port),
  DATA_DIR: settings.dataDir,
  TEMPORAL_ADDRESS: settings.temporalAddress,
  TEMPORAL_NAMESPACE: settings.namespace,
  MONGODB_URI: settings.mongodbUri,
  LOCAL_MODE: settings.localMode ? '1' : '0',
});
