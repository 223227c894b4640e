import type { ScoringDefinition } from '../../../contracts/programme';
import { inParallel } from '../http/in-parallel';
import type { ApiClient } from '../http/api-client';
import type { Person } from '../http/person';
import { fillForm } from '../play/application-form';
import type { Run } from '../play/cast';
import { chooseAwards } from '../play/choose-awards';
import type { Progress } from '../play/progress';
import * as steps from '../play/project-steps';
import type { Case } from '../play/project-steps';
import { awaitNoneIn, closeCall, decideRound, readRanking } from '../play/round-office';
import { spreadPoints } from '../play/spread-points';
import { addApplicants, openHall, type Applicant, type Hall } from './hall';
import { LARGE_PROGRAMME } from './large-programme';
import type { PlannedApplication, RoundPlan } from './round-plan';

/** Enough to keep two processors busy; more only wait in line, and their latency says nothing. */
const PROJECTS_AT_ONCE = 12;
const DESK = { kind: 'reviews', stageKey: 'desk' } as const;
/** The two readers differ by this much to either side. */
const DIFFERENCE = 1.5;

interface Filed {
  application: PlannedApplication;
  project: Case;
}

async function apply({ roundId }: Hall, { application, organizationId, person }: Applicant): Promise<Filed> {
  const { serial, category, askFen } = application;
  const form = fillForm({
    title: `公益项目 ${serial + 1}（演示）`,
    summary: `第 ${serial + 1} 号公益项目，按规模生成（演示）。`,
    category,
    askFen,
  });
  const place = { label: `p${serial + 1}`, roundId, organizationId };
  const project = await steps.draft(person, place, form);
  await steps.submit(person, project);
  return { application, project };
}

async function screen({ manager }: Hall, { application: { rejection }, project }: Filed): Promise<void> {
  const items = LARGE_PROGRAMME.screening.checklist.map(({ key }) => key);
  const checklist = Object.fromEntries(items.map((key) => [key, key !== rejection?.item]));
  const outcome = rejection ? ('reject' as const) : ('pass' as const);
  await steps.screen(manager, project, { outcome, checklist, reasons: rejection?.reason ?? '' });
}

const rubricOf = (): ScoringDefinition['rubric'] =>
  LARGE_PROGRAMME.reviews.find(({ key }) => key === DESK.stageKey)?.rubric ?? [];

async function review({ manager, panels }: Hall, { application, project }: Filed): Promise<void> {
  const { score, category } = application;
  if (score === null) return;
  await steps.awaitPanel(manager, project, DESK);
  const opinions = (panels.get(category) ?? []).map((reviewer, index) => ({
    reviewer,
    scores: spreadPoints(score + (index === 0 ? DIFFERENCE : -DIFFERENCE), rubricOf()),
    comment: '按评分表评分（演示）。',
    recommendation: 'none' as const,
  }));
  await steps.score(project, DESK, opinions);
}

/** Down the ranking until the budget is used up, in one command; nobody waits. */
async function decide({ manager, roundId }: Hall, budgetFen: number): Promise<void> {
  const ranking = (await readRanking(manager, roundId)).map((place) => ({
    ...place,
    askFen: place.ask.amount,
  }));
  const { awards } = chooseAwards(ranking, budgetFen);
  await decideRound(manager, roundId, {
    awards,
    waitlist: [],
    reasons: '按排名立项，至预算用完（演示）。',
    minutes: '公益创投纪要（演示）',
  });
}

/** As many steps of the bar as `playLarge` makes. */
export const countLargeSteps = ({ size, validCount }: RoundPlan): number => 3 * size + validCount + 3;

/** Plays a generated round from its call to the end of its notices. */
export async function playLarge(
  client: ApiClient,
  admin: Person,
  run: Run,
  plan: RoundPlan,
  progress: Progress,
): Promise<Hall> {
  const hall = await openHall(client, admin, run, plan);
  progress.advance('征集公告 call published');
  const applicants = await addApplicants(client, admin, run, plan, progress);
  const filed = await inParallel(applicants, PROJECTS_AT_ONCE, async (applicant) => {
    const entry = await apply(hall, applicant);
    progress.advance('申报 applied');
    return entry;
  });
  await closeCall(hall.manager, hall.roundId);
  await inParallel(filed, PROJECTS_AT_ONCE, async (entry) => {
    await screen(hall, entry);
    progress.advance('资格审查 screened');
    await review(hall, entry);
    if (entry.application.score !== null) progress.advance('评审 reviewed');
  });
  await decide(hall, plan.budgetFen);
  progress.advance('集体决策 decided');
  await awaitNoneIn(hall.manager, hall.roundId, 'notice');
  progress.advance('公示期满 notices over');
  return hall;
}
