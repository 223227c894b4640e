import { sumFen } from '../../../domain/money';
import { chooseAwards } from '../play/choose-awards';
import { fenOfYuan } from '../play/money';
import { decideRound, readRanking } from '../play/round-office';
import type { Scene } from './scene';
import { SOURCES } from './round.fixture';
import type { Entry } from './to-decision';

/** Takes the ranking in its order until the budget is used up; one award is cut, the rest above the minimum wait. */
export async function decideStory(scene: Scene, entries: readonly Entry[]): Promise<void> {
  const { manager, roundId, fundIds, progress } = scene;
  const taleOf = new Map(entries.map(({ project, tale }) => [project.projectId, tale]));
  const ranking = (await readRanking(manager, roundId)).map((place) => ({
    ...place,
    askFen: place.ask.amount,
  }));
  const budgetFen = sumFen(SOURCES.map(({ yuan }) => fenOfYuan(yuan)));
  const { awards, waitlist } = chooseAwards(ranking, budgetFen, ({ projectId, askFen }) => {
    const cutToYuan = taleOf.get(projectId)?.cutToYuan;
    return cutToYuan === undefined ? askFen : fenOfYuan(cutToYuan);
  });
  await decideRound(manager, roundId, {
    awards: awards.map((award) => ({
      ...award,
      fundId: fundIds[taleOf.get(award.projectId)?.source ?? 'joint'],
    })),
    waitlist,
    reasons: '按排名和预算立项，其余候补（演示）。',
    minutes: '晴塘创投纪要〔2026〕1 号（演示）',
  });
  progress.advance('集体决策、公示 / decided, in public notice');
}
