import pino, { type DestinationStream, type Logger } from 'pino';

/** Keys whose values must never reach a log file, at the top of an entry or down to two levels inside it. */
const SECRET_KEYS = [
  'password',
  'newPassword',
  'currentPassword',
  'passwordHash',
  'token',
  'csrfToken',
  'sessionToken',
  'sessionSecret',
  'callbackSecret',
  'dataKey',
  'authorization',
  'cookie',
  'signature',
  'mongodbUri',
];

const redactPaths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]).concat(
  // A header's name with a dash can only be named in brackets.
  'headers["set-cookie"]',
  '*.headers["set-cookie"]',
  '*.headers["x-csrf-token"]',
);

interface LoggerOptions {
  /** Which process speaks: `api`, `worker`, `setup`… */
  readonly name: string;
  readonly level: string;
}

/** One JSON line an entry on standard output, times in ISO 8601, secrets replaced by a mark. */
export const createLogger = (options: LoggerOptions, destination?: DestinationStream): Logger => {
  const settings = {
    name: options.name,
    level: options.level,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: redactPaths, censor: '[redacted]' },
  };
  return destination === undefined ? pino(settings) : pino(settings, destination);
};

export type { Logger };
