/** The story's own size; any other number plays a generated round. */
export const STORY_SIZE = 12;
/** Below it the five categories are not all there; above it a list of everything no longer fits. */
const SMALLEST = 20;
const LARGEST = 2_000;

export type Options = { kind: 'help' } | { kind: 'list' } | { kind: 'play'; size: number };

/** Thrown with the one sentence that the person needs. */
export class OptionFault extends Error {}

const USAGE_HINT = '见 / see: npm run demo -- --help';

function sizeOf(text: string | undefined): number {
  const size = text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (size === STORY_SIZE || (size >= SMALLEST && size <= LARGEST)) return size;
  throw new OptionFault(
    `--size 须为 ${STORY_SIZE} 或 ${SMALLEST}–${LARGEST} / takes ${STORY_SIZE}, or a number from ${SMALLEST} to ${LARGEST}`,
  );
}

const refuse = (argument: string | undefined): never => {
  throw new OptionFault(`不认识的参数 / unknown argument: ${argument}; ${USAGE_HINT}`);
};

const KNOWN: Readonly<Record<string, (value: string | undefined) => Options>> = {
  '--help': (value) => (value === undefined ? { kind: 'help' } : refuse(value)),
  '--list': (value) => (value === undefined ? { kind: 'list' } : refuse(value)),
  '--size': (value) => ({ kind: 'play', size: sizeOf(value) }),
};

/** What the command line asks for. Throws {@link OptionFault} for anything it does not know. */
export function parseOptions(args: readonly string[]): Options {
  const [name, value, extra] = args.flatMap((arg) => arg.split(/(?<=^--size)=/));
  if (name === undefined) return { kind: 'play', size: STORY_SIZE };
  const read = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  if (!read) return refuse(name);
  return extra === undefined ? read(value) : refuse(extra);
}

export const HELP = `演示一轮公益创投，全部经由公开接口 / Plays a venture-philanthropy round through the public API.

  npm run demo                  12 个项目的完整一轮 / a whole round of ${STORY_SIZE} projects
  npm run demo -- --size 385    按广州第五届规模生成 / a generated round as large as Guangzhou's fifth
  npm run demo -- --size N      其他规模，按比例 / another size, in proportion (${SMALLEST}–${LARGEST})
  npm run demo -- --list        列出 12 个项目 / lists the ${STORY_SIZE} projects
  npm run demo -- --help        本说明 / this

环境变量 From the environment: YICHUANG_URL, ADMIN_EMAIL, ADMIN_PASSWORD; MONGODB_URI 另查账本 also verifies the ledgers in the store.
每次新建一轮，人员与组织均为虚构，标有（演示） / Each run makes a round and people of its own, all invented.
退出码 0 表示一切属实 / Exit code 0 says that everything held.
`;
