import { z } from 'zod';
import { findSecretFaults } from './secret-faults';

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost'];
const DATA_KEY_BYTES = 32;
const SECRET_MIN_CHARACTERS = 32;

/** One sentence a person can act on, in both languages. */
export const say = (zh: string, en: string): string => `${zh} / ${en}`;

const required = () =>
  z.string({ error: (issue) => (issue.input === undefined ? say('必须设置', 'must be set') : undefined) });

const secret = required().min(
  SECRET_MIN_CHARACTERS,
  say(
    `至少 ${SECRET_MIN_CHARACTERS} 个字符`,
    `must have at least ${SECRET_MIN_CHARACTERS} characters (for example: openssl rand -base64 32)`,
  ),
);

const hostAndPort = required().regex(
  /^[^\s:/]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i,
  say('须为 主机:端口，例如 127.0.0.1:7233', 'must be host:port, for example 127.0.0.1:7233'),
);

const isPort = (text: string): boolean =>
  /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .default('3000')
    .refine(isPort, say('须为 1–65535 的整数', 'must be a whole number from 1 to 65535'))
    .transform(Number),
  DATA_DIR: z.string().default('.data'),
  TEMPORAL_ADDRESS: hostAndPort,
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TASK_QUEUE: z.string().default('yichuang'),
  MONGODB_URI: required().regex(
    /^mongodb(\+srv)?:\/\/./,
    say('须以 mongodb:// 开头', 'must begin with mongodb:// or mongodb+srv://'),
  ),
  MONGODB_DATABASE: z
    .string()
    .regex(/^[\w-]{1,63}$/, say('只能用字母、数字、_ 和 -', 'may have letters, digits, _ and - only'))
    .default('yichuang'),
  ADMIN_EMAIL: z.email(say('须为邮箱地址', 'must be an email address')).optional(),
  ADMIN_PASSWORD: z.string().optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      say('须为 info、debug、warn 等之一', 'must be one of fatal, error, warn, info, debug, trace, silent'),
    )
    .default('info'),
  SESSION_SECRET: secret,
  CALLBACK_SECRET: secret,
  DATA_KEY: required().refine(
    (text) => Buffer.from(text, 'base64').length === DATA_KEY_BYTES,
    say('须为 32 字节的 base64', 'must be 32 bytes in base64 (for example: openssl rand -base64 32)'),
  ),
  LOCAL_MODE: z.enum(['0', '1'], say('须为 0 或 1', 'must be 0 or 1')).default('0'),
});

/** What the whole product is set to. Read once, at start, and handed to what needs it. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly taskQueue: string;
  readonly mongodbUri: string;
  readonly mongodbDatabase: string;
  readonly adminEmail: string | undefined;
  readonly adminPassword: string | undefined;
  readonly logLevel: string;
  readonly sessionSecret: string;
  readonly callbackSecret: string;
  /** 32 bytes: the key that wraps the keys of persons. */
  readonly dataKey: Buffer;
  /** True only where `npm start` keeps everything on this machine's loopback address. */
  readonly localMode: boolean;
}

export interface ConfigFault {
  /** The environment variable at fault. */
  readonly name: string;
  readonly message: string;
}

/** Thrown once with every fault, so that nobody corrects a setting only to be told of the next one. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly ConfigFault[]) {
    const lines = faults.map((fault) => `  ${fault.name}: ${fault.message}`);
    super(['配置有误，未启动 / The settings are wrong, nothing was started:', ...lines].join('\n'));
    this.name = 'ConfigError';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Compose files pass a variable that is not set as an empty one: both mean "not set". */
export const dropEmpty = (env: Environment): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));

export const isLoopback = (host: string): boolean => LOOPBACK_HOSTS.includes(host);

const toConfig = (env: z.infer<typeof environmentSchema>): Config => ({
  host: env.HOST,
  port: env.PORT,
  dataDir: env.DATA_DIR,
  temporalAddress: env.TEMPORAL_ADDRESS,
  temporalNamespace: env.TEMPORAL_NAMESPACE,
  taskQueue: env.TASK_QUEUE,
  mongodbUri: env.MONGODB_URI,
  mongodbDatabase: env.MONGODB_DATABASE,
  adminEmail: env.ADMIN_EMAIL,
  adminPassword: env.ADMIN_PASSWORD,
  logLevel: env.LOG_LEVEL,
  sessionSecret: env.SESSION_SECRET,
  callbackSecret: env.CALLBACK_SECRET,
  dataKey: Buffer.from(env.DATA_KEY, 'base64'),
  localMode: env.LOCAL_MODE === '1',
});

const findPlaceFaults = (env: Environment): ConfigFault[] =>
  env['LOCAL_MODE'] === '1' && !isLoopback(env['HOST'] ?? '127.0.0.1')
    ? [
        {
          name: 'LOCAL_MODE',
          message: say('本机模式只能监听 127.0.0.1', 'local mode listens on a loopback address only'),
        },
      ]
    : [];

/**
 * The only reader of the environment in the product.
 * Throws {@link ConfigError} naming every fault at once. Outside of local mode it also refuses secrets
 * that are missing, short, or known from examples.
 */
export const loadConfig = (env: Environment = process.env): Config => {
  const given = dropEmpty(env);
  const parsed = environmentSchema.safeParse(given);
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({ name: issue.path.join('.'), message: issue.message }));
  const named = new Set(wrong.map((fault) => fault.name));
  const weak = given['LOCAL_MODE'] === '1' ? [] : findSecretFaults(given).filter((it) => !named.has(it.name));
  const faults = [...wrong, ...findPlaceFaults(given), ...weak];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return toConfig(parsed.data);
};
