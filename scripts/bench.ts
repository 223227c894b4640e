import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import { createRecordActivities } from '../activities/record-facts';
import { migrate } from '../store/migrate';
import { LOADS, measureEngine, type EngineSpeed } from './bench/engine-speed';
import { prepareLifecycles } from './bench/lifecycle-cost';
import { measureLists, type ListSpeed } from './bench/list-speed';
import { ListWorld } from './bench/list-world';
import { openPlaces } from './bench/places';
import { formatReport, type BenchResult } from './bench/report';
import { openStage, type Stage } from './bench/stage';
import { buildFund, buildProject } from './bench/subjects';
import { createMinimalActivities, createVariants } from './bench/variants';

const HELP = `用法 / Usage: npm run bench [-- --quick]

  --quick  不测 100,000 个项目的列表，速度只测一遍 / leaves out the lists of 100,000 projects and shortens the rest
`;
const DIST = join(__dirname, '..');
const ENGINE_BUNDLE = { codePath: join(DIST, 'workflow-bundle.js') };
const RESULT = join('artifacts', 'bench.json');
const SMALL = 1_000;
const LARGE = 100_000;
const PROGRESS_EVERY = 10_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function count(stage: Stage): Promise<Pick<BenchResult, 'lifecycle' | 'detours'>> {
  say('… 计数：一个项目的一生 / Counting a lifecycle');
  const lifecycles = await prepareLifecycles(stage, ENGINE_BUNDLE);
  return { lifecycle: await lifecycles.play('life', 1), detours: await lifecycles.playDetours('ways') };
}

async function race(stage: Stage, isQuick: boolean): Promise<EngineSpeed[]> {
  const logger = new DefaultLogger('ERROR');
  const workflowsPath = join(__dirname, 'bench', 'minimal.workflow.js');
  const minimalBundle = await bundleWorkflowCode({ workflowsPath, logger });
  const activities = createRecordActivities({ store: stage.store });
  const engine = await stage.addWorker('race', { workflowBundle: ENGINE_BUNDLE, activities });
  const options = isQuick ? { rounds: 3, sliceMs: 1_000 } : { rounds: 5, sliceMs: 1_500 };
  const speeds: EngineSpeed[] = [];
  for (const subject of [buildProject(), buildFund()]) {
    const writing = createMinimalActivities(stage.store, subject.kind);
    const minimal = await stage.addWorker(`minimal-${subject.kind}`, {
      workflowBundle: minimalBundle,
      activities: writing,
    });
    const variants = createVariants(stage, subject, { engine, minimal });
    for (const load of subject.kind === 'fund' ? [LOADS.alone, LOADS.single] : [LOADS.alone, LOADS.spread]) {
      say(`… 速度 / Speed: ${subject.kind}, ${load.name}`);
      speeds.push(await measureEngine(subject.kind, load, variants, options));
    }
  }
  return speeds;
}

async function list(
  stage: Stage,
  isQuick: boolean,
): Promise<Pick<BenchResult, 'lists' | 'fillMsPerProject'>> {
  const world = new ListWorld();
  const lists: ListSpeed[] = [];
  // What the race wrote would be found as well.
  await stage.store.db.dropDatabase();
  await migrate(stage.store);
  const startedAt = performance.now();
  let [from, filledMs] = [0, 0];
  for (const to of isQuick ? [SMALL] : [SMALL, LARGE]) {
    say(`… 写入 ${to} 个项目 / Filling in ${to} projects`);
    const beganAt = performance.now();
    const onProgress = (done: number): void => {
      if (done % PROGRESS_EVERY === 0)
        say(`  … ${done} (${((performance.now() - startedAt) / 1_000).toFixed(0)} s)`);
    };
    await world.fill(stage.store, { from, to, onProgress });
    filledMs += performance.now() - beganAt;
    from = to;
    say(`… 列表与检索 / Lists and search among ${to}`);
    lists.push(...(await measureLists(stage.store, to)));
  }
  return { lists, fillMsPerProject: filledMs / from };
}

async function measure(isQuick: boolean): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const places = await openPlaces();
  try {
    const stage = await openStage(places);
    try {
      await migrate(stage.store);
      const counted = await count(stage);
      const speeds = await race(stage, isQuick);
      const listed = await list(stage, isQuick);
      const result: BenchResult = { engine: places.engine, ...counted, speeds, ...listed };
      mkdirSync('artifacts', { recursive: true });
      writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
      say(`\n${formatReport(result)}\n\n→ ${RESULT}`);
    } finally {
      await stage.end();
    }
  } finally {
    await places.end();
  }
}

async function main(args: string[]): Promise<number> {
  const unknown = args.find((arg) => !['--quick', '--help'].includes(arg));
  if (unknown !== undefined) process.stderr.write(`不认识的选项 / Unknown option: ${unknown}\n${HELP}`);
  else if (args.includes('--help')) process.stdout.write(HELP);
  else await measure(args.includes('--quick'));
  return unknown === undefined ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
