import type { ScoringDefinition } from '../../../contracts/programme';
import type { Person } from '../http/person';
import { Refusal } from '../http/refusal';
import { fillForm } from '../play/application-form';
import { fenOfYuan } from '../play/money';
import * as steps from '../play/project-steps';
import type { Case, Opinion, Scoring } from '../play/project-steps';
import { spreadPoints } from '../play/spread-points';
import { tell } from './scene-words';
import type { Scene } from './scene';
import type { Tale } from './round.fixture';

const DESK: Scoring = { kind: 'reviews', stageKey: 'desk' };
/** Reviewers differ by so many points; the trimmed mean of five is the middle again, the mean of three as well. */
const DIFFERENCES: Record<number, number[]> = { 3: [-1.5, 0, 1.5], 5: [-3, -1.5, 0, 1.5, 3] };

/** What the members of a panel give, so that it comes to the total. */
export function opinionsFor(
  total: number,
  reviewers: Person[],
  { rubric }: Pick<ScoringDefinition, 'rubric'>,
): Opinion[] {
  return reviewers.map((reviewer, index) => ({
    reviewer,
    scores: spreadPoints(total + (DIFFERENCES[reviewers.length]?.[index] ?? 0), rubric),
    comment: total < 60 ? '进度和成效不足（演示）。' : '需求真实，方案可行（演示）。',
    recommendation: total < 60 ? 'none' : 'fund',
  }));
}

/** A project of the story on its way, with what the API said to its application. */
export interface Entry {
  tale: Tale;
  project: Case;
  applicant: Person;
  /** The code of the refusal, where the application was refused at the door. */
  refusedAs: string | null;
}

/** Fills in the form, which is not submitted yet. */
export async function draft(scene: Scene, tale: Tale): Promise<Entry> {
  const { person: applicant, organizationId } = scene.applicants.get(tale.serial) as {
    person: Person;
    organizationId: string;
  };
  const form = fillForm({
    title: `${tale.title}（演示）`,
    summary: `${tale.organization}的「${tale.title}」，为晴塘镇居民而办（演示）。`,
    category: tale.category,
    askFen: fenOfYuan(tale.askYuan),
  });
  const place = { label: String(tale.serial), roundId: scene.roundId, organizationId };
  const project = await steps.draft(applicant, place, form);
  return { tale, project, applicant, refusedAs: null };
}

/** Submits the form. What the rules refuse gets no receipt, and stays a draft. */
export async function apply(scene: Scene, entry: Entry): Promise<Entry> {
  const { tale, applicant, project } = entry;
  try {
    await steps.submit(applicant, project);
    tell(scene, tale, '已申报 applied');
    return entry;
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 422) throw error;
    tell(scene, tale, '未受理 refused');
    return { ...entry, refusedAs: error.code };
  }
}

const allChecked = ({ programme }: Scene): Record<string, boolean> =>
  Object.fromEntries(programme.screening.checklist.map(({ key }) => [key, true]));

/** Screens a project; one is sent back for a paper that is missing, and comes again. */
async function screen(scene: Scene, { tale, project, applicant }: Entry): Promise<void> {
  const checklist = allChecked(scene);
  if (tale.isReturnedOnce) {
    const reasons = '请补充上年度活动台账（演示）。';
    const returned = { outcome: 'return' as const, checklist: { ...checklist, documents: false }, reasons };
    await steps.screen(scene.manager, project, returned);
    await steps.submit(applicant, project, 2);
  }
  const attempt = tale.isReturnedOnce ? 2 : 1;
  await steps.screen(scene.manager, project, { outcome: 'pass', checklist, reasons: '' }, attempt);
  tell(scene, tale, '审查通过 screened');
}

/** The panel scores; whoever has a conflict says so, and the reserve takes the seat. */
async function review(scene: Scene, { tale, project }: Entry): Promise<void> {
  const { manager, deskPanel, reserve, programme } = scene;
  await steps.awaitPanel(manager, project, DESK);
  const conflicted = tale.hasConflict ? deskPanel[0] : undefined;
  if (conflicted)
    await steps.declare(conflicted, project, DESK, { conflict: true, reason: '曾任该会理事（演示）。' });
  const seated = conflicted ? [...deskPanel.slice(1), reserve] : deskPanel;
  const desk = programme.reviews.find(({ key }) => key === DESK.stageKey);
  await steps.score(project, DESK, opinionsFor(tale.score, seated, desk ?? { rubric: [] }));
  tell(scene, tale, '初评完成 reviewed');
}

/** From the receipt to the last score. */
export async function screenAndReview(scene: Scene, entry: Entry): Promise<void> {
  if (entry.refusedAs !== null) return;
  await screen(scene, entry);
  await review(scene, entry);
}
