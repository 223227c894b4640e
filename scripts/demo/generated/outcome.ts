import type { ProjectSummary } from '../../../contracts/summaries';
import { formatFen, sumFen } from '../../../domain/money';
import type { RoundPlan } from './round-plan';

/** What a round came to. */
export interface Outcome {
  submitted: number;
  validByCategory: number[];
  funded: number;
  awardedFen: number;
}

/** By the projects as the API lists them: valid are those that a panel scored, funded those with an award. */
export function outcomeOf(projects: readonly ProjectSummary[], categories: readonly string[]): Outcome {
  const valid = projects.filter(({ score }) => score !== null);
  const awards = projects.flatMap(({ award }) => award ?? []);
  return {
    submitted: projects.length,
    validByCategory: categories.map(
      (key) => valid.filter((project) => project.categories.includes(key)).length,
    ),
    funded: awards.length,
    awardedFen: sumFen(awards.map(({ amount }) => amount)),
  };
}

/** What the round has to come to. */
export const expectedOutcome = ({ size, categories, awardCount, budgetFen }: RoundPlan): Outcome => ({
  submitted: size,
  validByCategory: categories.map(({ valid }) => valid),
  funded: awardCount,
  awardedFen: budgetFen,
});

/** `385, 372 (131+50+74+21+96), 162, 22,400,000.00` */
export function formatOutcome({ submitted, validByCategory, funded, awardedFen }: Outcome): string {
  const valid = validByCategory.reduce((sum, count) => sum + count, 0);
  const amount = formatFen(awardedFen).replace('¥', '');
  return `${submitted}, ${valid} (${validByCategory.join('+')}), ${funded}, ${amount}`;
}
