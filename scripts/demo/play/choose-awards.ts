export interface Place {
  projectId: string;
  askFen: number;
  aboveMinimum: boolean;
}

export interface Choice {
  awards: { projectId: string; amountFen: number }[];
  waitlist: string[];
}

/**
 * Goes down a ranking and awards until the budget is used up: the first that no longer fits ends it, so that nobody is
 * passed over for a cheaper project below. The rest above the minimum may wait. `amountOf` is what a project gets, its
 * ask unless the decision cuts it.
 */
export function chooseAwards(
  ranking: readonly Place[],
  budgetFen: number,
  amountOf: (place: Place) => number = ({ askFen }) => askFen,
): Choice {
  let leftFen = budgetFen;
  const worthy = ranking.filter(({ aboveMinimum }) => aboveMinimum);
  const firstTooMany = worthy.findIndex((place) => {
    leftFen -= amountOf(place);
    return leftFen < 0;
  });
  const awarded = firstTooMany < 0 ? worthy : worthy.slice(0, firstTooMany);
  return {
    awards: awarded.map((place) => ({ projectId: place.projectId, amountFen: amountOf(place) })),
    waitlist: worthy.slice(awarded.length).map(({ projectId }) => projectId),
  };
}
