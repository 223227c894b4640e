import { concludeLarge } from './generated/conclude-large';
import { countLargeSteps, playLarge } from './generated/play-large';
import { planRound } from './generated/round-plan';
import { showProgress } from './play/progress';
import type { Conclusion, Stage } from './report/conclusion';

/** A generated round, from its call to the end of its notices. */
export async function performLarge({ client, admin, run, config, size }: Stage): Promise<Conclusion> {
  const plan = planRound(size);
  const progress = showProgress(countLargeSteps(plan));
  try {
    const hall = await playLarge(client, admin, run, plan, progress);
    return await concludeLarge(hall, plan, config);
  } finally {
    progress.end();
  }
}
