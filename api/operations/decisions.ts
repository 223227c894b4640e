import type { z } from 'zod';
import type { Decide, RankingReply, RoundReply } from '../../contracts/round';
import { DomainError } from '../../domain/domain-error';
import { fromInstantText } from '../../domain/instant';
import type { ProjectState } from '../../domain/project/project.state';
import { rank, type RankedCandidate } from '../../domain/ranking';
import { planDecision, type Candidate } from '../../domain/round/decision-plan';
import { assertPhaseAllows } from '../../domain/round/round-phases';
import { keepDecisionList } from '../../store/decision-lists.repository';
import { fromDocument, viewsOf } from '../../store/views.repository';
import type { Call } from '../http/define-route';
import { isConflicted } from '../http/scope';
import { presentMoney } from '../presenters/money.presenter';
import { presentRound } from '../presenters/round.presenter';
import { loadProgramme } from './programmes';
import { commandRound, loadRound } from './rounds';
import { wasTaken } from './taken';

type Ranked = Pick<
  ProjectState,
  'id' | 'number' | 'stage' | 'score' | 'application' | 'assessments' | 'receipt'
>;

/** Only what ranks and decides: a round of 10,000 is read in one query. */
const RANKED_FIELDS = {
  number: 1,
  stage: 1,
  score: 1,
  receipt: 1,
  'application.title': 1,
  'application.organizationName': 1,
  'application.categories': 1,
  'application.askFen': 1,
  'assessments.kind': 1,
  'assessments.seats.reviewerId': 1,
  'assessments.seats.status': 1,
  'assessments.result.byCriterion': 1,
};

const UNFINISHED = ['screening', 'correction', 'review'];

async function projectsOf(call: Call, roundId: string): Promise<Ranked[]> {
  const documents = await viewsOf(call.deps.store, 'project')
    .find({ roundId }, { projection: { ...RANKED_FIELDS, version: 1 } })
    .toArray();
  return documents.map((document) => fromDocument<Ranked>(document));
}

/** Points by criterion over all reviews; a later review speaks for a criterion it shares with an earlier one. */
const tieScoresOf = ({ assessments }: Ranked): Record<string, number> =>
  Object.assign(
    {},
    ...assessments.filter(({ kind }) => kind === 'review').map(({ result }) => result?.byCriterion ?? {}),
  ) as Record<string, number>;

const NO_APPLICATION = { title: '', organizationName: '', categories: [] as string[], askFen: 0 };

function presentPlace({ projectId, place, because }: RankedCandidate, project: Ranked, minScore: number) {
  const { number, stage, score } = project;
  const { title, organizationName, categories, askFen } = project.application ?? NO_APPLICATION;
  return {
    place,
    projectId,
    because,
    number,
    title,
    organizationName,
    category: categories[0] ?? '',
    score,
    ask: presentMoney(askFen),
    aboveMinimum: (score ?? 0) >= minScore,
    stage,
  };
}

/** The round's projects in the order of their scores, each place with the rule that made it. */
export async function rankRound(call: Call, roundId: string): Promise<z.infer<typeof RankingReply>> {
  const round = await loadRound(call, roundId);
  const { definition } = await loadProgramme(call.deps.store, round.programme.key, round.programme.version);
  const projects = (await projectsOf(call, roundId)).filter(({ score }) => score !== null);
  const hidden = new Set(projects.filter((project) => isConflicted(project, call.actor)).map(({ id }) => id));
  const byId = new Map(projects.map((project) => [project.id, project]));
  const ranking = rank(
    projects.map((project) => ({
      projectId: project.id,
      score: project.score ?? 0,
      tieScores: tieScoresOf(project),
      submittedAtMs: fromInstantText(project.receipt?.at ?? round.closesAt),
    })),
    definition.decision.tieBreakers,
  );
  const items = ranking.flatMap((place) => {
    const project = byId.get(place.projectId);
    // Its place is left out of the list, and the others keep theirs.
    return project && !hidden.has(place.projectId)
      ? [presentPlace(place, project, definition.decision.minScore)]
      : [];
  });
  return { roundId, items };
}

const candidateOf = ({ id, stage, score, application }: Ranked): Candidate => ({
  projectId: id,
  stage,
  askFen: application?.askFen ?? 0,
  score,
  categories: application?.categories ?? [],
});

/** Decides the whole round at once: the list is stored, the round's workflow has its hash and its sums. */
export async function decideRound(call: Call, roundId: string, body: Decide): Promise<RoundReply> {
  const { store } = call.deps;
  const round = await loadRound(call, roundId);
  if (await wasTaken(call, roundId)) return presentRound(round);
  assertPhaseAllows(round.phase, 'decide');
  const { definition } = await loadProgramme(store, round.programme.key, round.programme.version);
  const projects = await projectsOf(call, roundId);
  const unfinished = projects.filter(({ stage }) => UNFINISHED.includes(stage)).length;
  if (unfinished > 0) throw new DomainError('ROUND_HAS_PENDING_PROJECTS', { count: unfinished });
  const plan = planDecision(
    {
      awards: body.awards.map(({ projectId, amount, fundId }) => ({
        projectId,
        amountFen: amount.amount,
        fundId,
      })),
      waitlist: body.waitlist,
    },
    {
      candidates: projects.filter(({ stage }) => stage === 'decision').map(candidateOf),
      sources: round.sources,
      budgetFen: round.budgetFen,
      minScore: definition.reviews.length > 0 ? definition.decision.minScore : 0,
    },
  );
  const decisionId = call.newId('dec');
  const listSha256 = await keepDecisionList(store, { decisionId, roundId, lines: plan.lines });
  const countOf = (outcome: string): number => plan.lines.filter((line) => line.outcome === outcome).length;
  return commandRound(call, roundId, 'decide', {
    decisionId,
    listSha256,
    totals: plan.totals,
    awardCount: countOf('award'),
    waitlistCount: countOf('waitlist'),
    rejectedCount: countOf('reject'),
    reasons: body.reasons,
    minutes: body.minutes ?? '',
    waitlist: plan.waitlist,
  });
}
