/** `npm run demo`: plays a round through the public API, as its own people would, and checks every fen of it. */
import { randomBytes } from 'node:crypto';
import { loadClientConfig, type ClientConfig } from '../platform/client-config';
import { ConfigError } from '../platform/config';
import { ApiClient } from './demo/http/api-client';
import { Patience } from './demo/http/patience';
import { Person } from './demo/http/person';
import { Refusal } from './demo/http/refusal';
import { Timings } from './demo/http/timings';
import { HELP, OptionFault, parseOptions, STORY_SIZE } from './demo/options';
import { performLarge } from './demo/perform-large';
import { performStory } from './demo/perform-story';
import type { Run } from './demo/play/cast';
import { formatFindings } from './demo/report/findings-list';
import { formatTimings } from './demo/report/timing-lines';
import { listStory } from './demo/story/list-story';

const write = (text: string): void => void process.stdout.write(`${text}\n`);

/** The minute it began and a few letters by chance: no two runs on one server have the same people. */
const nameRun = (): Run => ({
  name: `${Date.now().toString(36)}${randomBytes(2).toString('hex')}`,
  password: randomBytes(18).toString('base64url'),
});

async function play(size: number, config: ClientConfig): Promise<number> {
  const timings = new Timings();
  const run = nameRun();
  const client = new ApiClient(config.url, new Patience(), timings);
  const { adminEmail: identifier, adminPassword: password } = config;
  const admin = await Person.signIn(client, run.name, { identifier, password });
  const perform = size === STORY_SIZE ? performStory : performLarge;
  const { text, findings } = await perform({ client, admin, run, config, size });
  write(`\n${text}\n\n查验 Checked:\n${formatFindings(findings)}\n\n${formatTimings(timings)}`);
  const isTrue = findings.every((each) => each.isTrue);
  write(
    isTrue ? '\n✓ 全部属实 / everything holds' : '\n✗ 有不符之处，见上 / something does not hold, see above',
  );
  return isTrue ? 0 : 1;
}

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options.kind === 'help') write(HELP);
  if (options.kind === 'list') write(listStory());
  return options.kind === 'play' ? play(options.size, loadClientConfig()) : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const isOurs = [OptionFault, ConfigError, Refusal].some((kind) => error instanceof kind);
    process.stderr.write(`${isOurs ? (error as Error).message : String((error as Error).stack ?? error)}\n`);
    process.exit(1);
  },
);
