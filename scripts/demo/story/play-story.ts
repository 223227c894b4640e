import type { ApiClient } from '../http/api-client';
import { inParallel } from '../http/in-parallel';
import type { Person } from '../http/person';
import type { Run } from '../play/cast';
import { closeCall } from '../play/round-office';
import type { Progress } from '../play/progress';
import { carryOut, releaseWaitlist } from './after-decision';
import { decideStory } from './decide-story';
import { TALES } from './round.fixture';
import { setScene, type Scene } from './scene';
import { apply, draft, screenAndReview, type Entry } from './to-decision';

/** As many as the story has: each project mostly waits for its own people. */
const PROJECTS_AT_ONCE = TALES.length;

export interface Played {
  scene: Scene;
  entries: Entry[];
}

/** Plays the whole round, from the call to the last tranche. */
export async function playStory(
  client: ApiClient,
  admin: Person,
  run: Run,
  progress: Progress,
): Promise<Played> {
  const scene = await setScene(client, admin, run, progress);
  // One after the other, so that each project has the same number in every run.
  const drafts = await inParallel(TALES, 1, (tale) => draft(scene, tale));
  const entries = await inParallel(drafts, PROJECTS_AT_ONCE, (entry) => apply(scene, entry));
  // The call closes while the papers are read already; nothing more is to come.
  await closeCall(scene.manager, scene.roundId);
  await inParallel(entries, PROJECTS_AT_ONCE, (entry) => screenAndReview(scene, entry));
  await decideStory(scene, entries);
  await inParallel(entries, PROJECTS_AT_ONCE, (entry) => carryOut(scene, entry));
  await releaseWaitlist(scene, entries);
  return { scene, entries };
}
