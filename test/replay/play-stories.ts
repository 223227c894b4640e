import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CN_CALENDAR } from '../../domain/calendar/state-council';
import { StoryPlay } from '../factories/story-play';
import { StoryWorld, type Kind } from '../factories/story-world';
import { writeHistory, type History } from './history-files';
import { RECORDED_PROGRAMME, STORIES, type Story } from './recorded-stories';

/** One year of the calendar is enough for durations in seconds, and every start carries it. */
const CALENDAR = { years: Object.fromEntries(Object.entries(CN_CALENDAR.years).slice(-1)) };

/** All runs of a workflow, the first one first. */
async function runsOf(world: StoryWorld, kind: Kind, id: string): Promise<History[]> {
  const runs: History[] = [];
  for (let runId: string | undefined; ;) {
    const history: History = await world.client.workflow.getHandle(`${kind}:${id}`, runId).fetchHistory();
    runs.unshift(history);
    runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
    if (runId === '') return runs;
  }
}

async function keep(
  world: StoryWorld,
  folder: string,
  name: string,
  [kind, id]: [Kind, string],
): Promise<void> {
  for (const [index, history] of (await runsOf(world, kind, id)).entries()) {
    const file = join(folder, `${name}.${kind}-${id.slice(-4)}.run-${index + 1}.json`);
    writeHistory(file, `${kind}:${id}`, history);
  }
}

/** What an earlier recording of the same story left. */
function forget(folder: string, name: string): void {
  for (const file of readdirSync(folder)) if (file.startsWith(`${name}.`)) rmSync(join(folder, file));
}

async function playOne(name: string, story: Story, serial: number, folder: string): Promise<void> {
  const definition = (story.change ?? ((same) => same))(RECORDED_PROGRAMME);
  const tag = `recorded${String(serial).padStart(8, '0')}`;
  const world = await StoryWorld.start({ definition, calendar: CALENDAR, tag });
  try {
    const play = await StoryPlay.open(world, story.fundFen === undefined ? {} : { fundFen: story.fundFen });
    const workflows = await story.play(play);
    forget(folder, name);
    for (const workflow of workflows) await keep(world, folder, name, workflow);
    process.stdout.write(`${name}\n`);
  } finally {
    await world.close();
  }
}

/** Plays the stories, a few at a time, and writes each history to a file of its own. */
export async function playStories(folder: string, chosen: string[] = []): Promise<void> {
  const waiting = Object.entries(STORIES)
    .map(([name, story], serial) => ({ name, story, serial }))
    .filter(({ name }) => chosen.length === 0 || chosen.includes(name));
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name, story, serial } = next;
      try {
        await playOne(name, story, serial, folder);
      } catch (error) {
        failed.push(`${name}: ${String(error)}`);
      }
    }
  };
  await Promise.all([work(), work(), work()]);
  if (failed.length > 0) throw new Error(`Some stories were not played to their end:\n${failed.join('\n')}`);
}
