import { ProjectReply } from '../../../contracts/project-reply';
import { RoundReply } from '../../../contracts/round';
import { shareOfFen } from '../../../domain/money';
import { fenOfYuan, toMoney } from '../play/money';
import * as steps from '../play/project-steps';
import { pathOf } from '../play/project-steps';
import { tell } from './scene-words';
import type { Scene } from './scene';
import { ACCEPTED_OF_FAILED_YUAN } from './round.fixture';
import { opinionsFor, type Entry } from './to-decision';

/** What the mid-term panel comes to; below the programme's 60 the money stops. */
const MIDTERM_SCORE = 85;
const FAILED_SCORE = 45;
/** What has been spent when a project reports: half of its first tranche, then all that it has got. */
const SPENT_AT_MIDTERM_BP = 2_500;
const SPENT_AT_END_BP = 9_000;

async function evaluate(scene: Scene, entry: Entry, stageKey: string, total: number): Promise<void> {
  const { manager, evaluators, programme } = scene;
  const { project, applicant } = entry;
  await steps.reportEvaluation(project, stageKey, applicant);
  const scoring = { kind: 'evaluations' as const, stageKey };
  await steps.awaitPanel(manager, project, scoring);
  const definition = programme.evaluations.find(({ key }) => key === stageKey);
  await steps.score(project, scoring, opinionsFor(total, evaluators, definition ?? { rubric: [] }));
}

/** From the signatures to the mid-term evaluation; gives the award, in fen. */
async function begin(scene: Scene, entry: Entry, spentOf: (awardFen: number) => number): Promise<number> {
  const { admin, manager } = scene;
  const { tale, project, applicant } = entry;
  await steps.sign(project, applicant, { funder: admin, operator: manager, grantee: applicant });
  tell(scene, tale, '已签约 signed');
  await steps.pay(project, 'first', scene);
  tell(scene, tale, '首款已拨 first tranche paid');
  const { money } = await applicant.get(ProjectReply, pathOf(project));
  const spentFen = spentOf(money.award.amount);
  await steps.reachMilestone(project, 'midterm', spentFen, { applicant, manager });
  return money.award.amount;
}

async function complete(scene: Scene, entry: Entry): Promise<void> {
  const { manager } = scene;
  const { tale, project, applicant } = entry;
  const awardFen = await begin(scene, entry, (fen) => shareOfFen(fen, SPENT_AT_MIDTERM_BP));
  await evaluate(scene, entry, 'midterm', MIDTERM_SCORE);
  tell(scene, tale, '中期合格 passed the mid-term');
  await steps.pay(project, 'second', scene);
  tell(scene, tale, '二期款已拨 second tranche paid');
  const spentFen = shareOfFen(awardFen, SPENT_AT_END_BP);
  await steps.reachMilestone(project, 'completion', spentFen, { applicant, manager });
  await evaluate(scene, entry, 'final', tale.finalScore ?? 0);
  tell(scene, tale, '末期评估 final evaluation');
  await steps.stateAudit(project, awardFen, manager);
  await steps.pay(project, 'last', scene);
  await manager.until(ProjectReply, pathOf(project), ({ stage }) => stage === 'closed');
  tell(scene, tale, '已结项 closed');
}

/** Fails the mid-term and is terminated; what the operator does not accept comes back. */
async function fail(scene: Scene, entry: Entry): Promise<void> {
  const { manager, finance } = scene;
  const { tale, project } = entry;
  const { label } = project;
  const acceptedFen = fenOfYuan(ACCEPTED_OF_FAILED_YUAN);
  await begin(scene, entry, () => acceptedFen);
  await evaluate(scene, entry, 'midterm', FAILED_SCORE);
  tell(scene, tale, '中期不合格 failed the mid-term');
  const { money } = await manager.until(ProjectReply, pathOf(project), ({ assessments }) =>
    assessments.some(({ status }) => status === 'failed'),
  );
  const clawback = toMoney(money.paid.amount - acceptedFen);
  const reason = '中期评估不合格，终止并追回余款（演示）。';
  await manager.post(
    ProjectReply,
    `${pathOf(project)}/terminate`,
    { reason, clawback },
    `${label}:terminate`,
  );
  tell(scene, tale, '已终止 terminated');
  const returned = {
    amount: clawback,
    bankReference: `TK-${project.projectId.slice(-12)}`,
    receivedAt: new Date().toISOString(),
  };
  await finance.post(ProjectReply, `${pathOf(project)}/returns`, returned, `${label}:return`);
  tell(scene, tale, '余款退回 money returned');
}

async function decline(scene: Scene, { tale, project, applicant }: Entry): Promise<void> {
  const reason = '场地落空，放弃立项（演示）。';
  await applicant.post(ProjectReply, `${pathOf(project)}/decline`, { reason }, `${project.label}:decline`);
  tell(scene, tale, '放弃立项 declined');
}

const DESTINIES: Partial<Record<Entry['tale']['ending'], (scene: Scene, entry: Entry) => Promise<void>>> = {
  closed: complete,
  failed: fail,
  declined: decline,
};

/** What becomes of a project after the decision; those that only wait or were refused have nothing to do. */
export async function carryOut(scene: Scene, entry: Entry): Promise<void> {
  await DESTINIES[entry.tale.ending]?.(scene, entry);
}

/** In the end nobody is kept waiting. */
export async function releaseWaitlist(scene: Scene, entries: readonly Entry[]): Promise<void> {
  const { manager, roundId } = scene;
  const reason = '本轮资金已全部落实（演示）。';
  await manager.post(RoundReply, `/rounds/${roundId}/release-waitlist`, { reason }, 'round:release-waitlist');
  for (const { tale, project } of entries.filter((entry) => entry.tale.ending === 'released')) {
    await manager.until(ProjectReply, pathOf(project), ({ stage }) => stage === 'rejected');
    tell(scene, tale, '候补结束 released');
  }
}
