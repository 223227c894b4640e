import { z } from 'zod';
import { ConfigError, dropEmpty, say, type Environment } from './config';

const environmentSchema = z.object({
  YICHUANG_URL: z
    .url({ protocol: /^https?$/, error: say('须为服务地址', 'must be the address of a server') })
    .default('http://127.0.0.1:3000'),
  ADMIN_EMAIL: z.string({ error: say('须为管理员邮箱', "must be an administrator's mail address") }),
  ADMIN_PASSWORD: z.string({ error: say('须为管理员密码', "must be the administrator's password") }),
  MONGODB_URI: z.string().optional(),
  MONGODB_DATABASE: z.string().default('yichuang'),
});

/** What a command is told that works at a running server as people do: from outside, through its API. */
export interface ClientConfig {
  readonly url: string;
  readonly adminEmail: string;
  readonly adminPassword: string;
  /** Only where the command may look into the store as well. */
  readonly mongodbUri: string | undefined;
  readonly mongodbDatabase: string;
}

/** Throws {@link ConfigError} naming every fault at once. */
export function loadClientConfig(env: Environment = process.env): ClientConfig {
  const parsed = environmentSchema.safeParse(dropEmpty(env));
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map((issue) => ({ name: issue.path.join('.'), message: issue.message })),
    );
  const { YICHUANG_URL, ADMIN_EMAIL, ADMIN_PASSWORD, MONGODB_URI, MONGODB_DATABASE } = parsed.data;
  return {
    url: YICHUANG_URL.replace(/\/$/, ''),
    adminEmail: ADMIN_EMAIL,
    adminPassword: ADMIN_PASSWORD,
    mongodbUri: MONGODB_URI,
    mongodbDatabase: MONGODB_DATABASE,
  };
}
