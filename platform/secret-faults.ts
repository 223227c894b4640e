interface SecretFault {
  readonly name: string;
  readonly message: string;
}

const PASSWORD_MIN_CHARACTERS = 12;

/** What examples, tutorials and our own local mode use: known to everyone, so worth nothing as a secret. */
const KNOWN_FRAGMENTS = ['change', 'example', 'default', 'secret', 'password', 'yichuang', 'test', '123456'];

/** A secret of few different characters is one somebody typed to get past the length. */
const DIFFERENT_CHARACTERS_MIN = 8;

const looksKnown = (text: string): boolean => {
  const lower = text.toLowerCase();
  return (
    KNOWN_FRAGMENTS.some((fragment) => lower.includes(fragment)) ||
    new Set(text).size < DIFFERENT_CHARACTERS_MIN
  );
};

const KNOWN_MESSAGE = '是示例或过于简单的值 / is an example or too simple: use a random one of your own';
const MISSING_MESSAGE = '非本机模式必须设置 / must be set outside of local mode';
const SHORT_MESSAGE = `至少 ${PASSWORD_MIN_CHARACTERS} 个字符 / must have at least ${PASSWORD_MIN_CHARACTERS} characters`;
const LOCAL_ADDRESS_MESSAGE =
  '本机模式的默认账号不能用于此处 / is the local mode’s default: name a person’s address';

const judgeSecret = (text: string | undefined): string | null => {
  if (text === undefined) return MISSING_MESSAGE;
  return looksKnown(text) ? KNOWN_MESSAGE : null;
};

const judgePassword = (text: string | undefined): string | null =>
  text !== undefined && text.length < PASSWORD_MIN_CHARACTERS ? SHORT_MESSAGE : judgeSecret(text);

const judgeEmail = (text: string | undefined): string | null => {
  if (text === undefined) return MISSING_MESSAGE;
  return text.toLowerCase().endsWith('@yichuang.local') ? LOCAL_ADDRESS_MESSAGE : null;
};

/**
 * What keeps a server that others can reach from starting: secrets that are missing, short, or guessable.
 * `env` is the environment as given; nothing is thrown, all faults are returned together.
 */
export const findSecretFaults = (env: Readonly<Record<string, string | undefined>>): SecretFault[] => {
  const judged = {
    ADMIN_EMAIL: judgeEmail(env['ADMIN_EMAIL']),
    ADMIN_PASSWORD: judgePassword(env['ADMIN_PASSWORD']),
    SESSION_SECRET: judgeSecret(env['SESSION_SECRET']),
    CALLBACK_SECRET: judgeSecret(env['CALLBACK_SECRET']),
    DATA_KEY: judgeSecret(env['DATA_KEY']),
  };
  return Object.entries(judged).flatMap(([name, message]) => (message === null ? [] : [{ name, message }]));
};
