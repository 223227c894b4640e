import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { CommandResult } from '../../contracts/fact';

/** What a minimal workflow writes each time: documents of the same sizes as those of the engine. */
export interface MinimalWrite {
  id: string;
  version: number;
  entry: object;
  view: object;
}

export interface MinimalStart {
  id: string;
  entry: object;
  view: object;
}

export interface MinimalActivities {
  writeBoth(write: MinimalWrite): Promise<void>;
}

// The limits of the engine's own recorder, so that both wait for the store alike.
const { writeBoth } = proxyLocalActivities<MinimalActivities>({
  startToCloseTimeout: '3s',
  retry: { initialInterval: '100ms', maximumAttempts: 3 },
});

const changeUpdate = defineUpdate<CommandResult, [object]>('change');

/** The least that an update with a fact and a read model costs: what the engine is held against. */
export async function twoWritesWorkflow({ id, entry, view }: MinimalStart): Promise<void> {
  let version = 0;
  setHandler(changeUpdate, async () => {
    version += 1;
    const mine = version;
    await writeBoth({ id, version: mine, entry, view });
    return { version: mine };
  });
  await condition(() => false);
}

/** The least that any update costs: nothing is written, nothing is kept. */
export async function noEffectWorkflow(): Promise<void> {
  let version = 0;
  setHandler(changeUpdate, () => {
    version += 1;
    return { version };
  });
  await condition(() => false);
}
