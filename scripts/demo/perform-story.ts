import { showProgress } from './play/progress';
import type { Conclusion, Stage } from './report/conclusion';
import { concludeStory } from './story/conclude-story';
import { playStory } from './story/play-story';
import { TALES } from './story/round.fixture';
import { countSteps } from './story/scene-words';

/** The round of twelve, from its call to its closing table. */
export async function performStory({ client, admin, run, config }: Stage): Promise<Conclusion> {
  const progress = showProgress(countSteps(TALES));
  try {
    const played = await playStory(client, admin, run, progress);
    return await concludeStory(played, config);
  } finally {
    progress.end();
  }
}
