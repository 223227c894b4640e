import type { ProgrammeDefinition } from '../../contracts/programme';
import { buildApplication } from './application.factory';
import type { World } from './world';
import { actorOf } from './world';

export const FUND = 'fnd_00000000000000000000000001';
export const ROUND = 'rnd_00000000000000000000000001';
export const projectId = (serial: number): string => `prj_${String(serial).padStart(26, '0')}`;
export const REVIEWERS = ['usr_r1', 'usr_r2', 'usr_r3', 'usr_r4', 'usr_r5'];
export const MANAGER = actorOf('usr_manager', 'manager');
export const FUNDER = actorOf('usr_admin', 'admin');
export const FINANCE = actorOf('usr_finance', 'finance');
export const APPLICANT = actorOf('usr_applicant', 'applicant');

/** A world with one fund, filled, and one published round. */
export function openRound(world: World, budgetFen = 30_000_000): World {
  world.send('fund', FUND, 'createFund', { name: '演示基金', fundKind: 'general', purposeTags: [] }, FINANCE);
  world.send(
    'fund',
    FUND,
    'receiveDonation',
    { donationId: 'don_1', donor: '演示', amountFen: budgetFen, inKind: null, receivedAt: '' },
    FINANCE,
  );
  const round = {
    number: 'YC-2026-0001',
    name: '演示轮',
    budgetFen,
    sources: [{ fundId: FUND, amountFen: budgetFen }],
    opensAt: '2026-03-01T00:00:00+08:00',
    closesAt: '2026-03-31T17:00:00+08:00',
    operatorOrganizationId: null,
  };
  world.send('round', ROUND, 'createRound', round, MANAGER);
  world.send('round', ROUND, 'publish', {}, MANAGER);
  return world;
}

export const CHECKS = { standing: true, registration: true, noDoubleFunding: true, documents: true };

export function submit(world: World, id: string, askFen = 3_000_000): void {
  const { number, opensAt, closesAt } = world.round(ROUND);
  const application = buildApplication({ askFen, organizationId: `org_${id}` });
  world.send(
    'project',
    id,
    'submit',
    { roundId: ROUND, number: `${number}-${id.slice(-4)}`, opensAt, closesAt, application },
    APPLICANT,
  );
}

export const screen = (world: World, id: string, outcome = 'pass'): void =>
  void world.send(
    'project',
    id,
    'screen',
    { outcome, checklist: outcome === 'pass' ? CHECKS : {}, reasons: outcome === 'pass' ? '' : '材料不全' },
    MANAGER,
  );

/** For each criterion of a stage the same share of its most. */
export function scoresFor(definition: ProgrammeDefinition, stageKey: string, share: number) {
  const stage = [...definition.reviews, ...definition.evaluations].find(({ key }) => key === stageKey);
  return Object.fromEntries((stage?.rubric ?? []).map(({ key, max }) => [key, Math.round(max * share)]));
}

/** A panel of five scores everything that is open in a stage with the same total for each criterion. */
export function score(world: World, id: string, stageKey: string, share = 0.9, reviewers = REVIEWERS): void {
  const scores = scoresFor(world.definition, stageKey, share);
  const panel = {
    stageKey,
    panelId: 'pan_1',
    chairId: reviewers[0],
    reviewerIds: reviewers,
    reserveIds: ['usr_reserve'],
  };
  world.send('project', id, 'assignPanel', panel, actorOf('round', 'manager'));
  for (const reviewer of reviewers) {
    world.send(
      'project',
      id,
      'declareConflict',
      { stageKey, conflict: false },
      actorOf(reviewer, 'reviewer'),
    );
    world.send(
      'project',
      id,
      'submitScores',
      { stageKey, scores, comment: '', recommendation: 'none' },
      actorOf(reviewer, 'reviewer'),
    );
  }
}

/** Closes the call and decides: who is awarded what, who waits. Everything under way is carried. */
export function decide(
  world: World,
  awards: Record<string, number>,
  waitlist: Record<string, number> = {},
): void {
  if (world.round(ROUND).phase === 'published') world.passDeadline('round', ROUND);
  world.decisionLines = [
    ...Object.entries(awards).map(([id, amountFen]) => ({
      projectId: id,
      outcome: 'award' as const,
      amountFen,
      fundId: FUND,
    })),
    ...Object.keys(waitlist).map((id) => ({
      projectId: id,
      outcome: 'waitlist' as const,
      amountFen: 0,
      fundId: '',
    })),
  ];
  const amountFen = Object.values(awards).reduce((sum, award) => sum + award, 0);
  world.send(
    'round',
    ROUND,
    'decide',
    {
      decisionId: 'dec_1',
      listSha256: 'b'.repeat(64),
      totals: [{ fundId: FUND, amountFen, count: Object.keys(awards).length, categories: [] }],
      awardCount: Object.keys(awards).length,
      waitlistCount: Object.keys(waitlist).length,
      rejectedCount: 0,
      reasons: '按排名',
      minutes: '',
      waitlist: Object.entries(waitlist).map(([id, ask]) => ({ projectId: id, amountFen: ask })),
    },
    MANAGER,
  );
  world.settle();
}

export function toDecision(world: World, id: string, askFen = 3_000_000): void {
  submit(world, id, askFen);
  screen(world, id);
  score(world, id, 'desk');
}

export function sign(world: World, id: string): void {
  world.send('project', id, 'drawUpAgreement', { documentId: 'agr_1', sha256: 'c'.repeat(64) });
  const documentSha256 = 'c'.repeat(64);
  world.send('project', id, 'sign', { documentSha256, mayActFor: ['funder', 'operator'] }, FUNDER);
  world.send('project', id, 'sign', { documentSha256, mayActFor: ['operator', 'funder'] }, MANAGER);
  world.send('project', id, 'sign', { documentSha256, mayActFor: ['grantee'] }, APPLICANT);
  world.settle();
}

export function pay(world: World, id: string, trancheKey: string): void {
  const paymentId = world.project(id).tranches.find(({ key }) => key === trancheKey)?.paymentId ?? '';
  world.send('payment', paymentId, 'approve', { comment: '' }, MANAGER);
  world.send(
    'payment',
    paymentId,
    'confirm',
    { bankReference: `HD-${paymentId}`, paidAt: '2026-05-01T10:00:00+08:00' },
    FINANCE,
  );
  world.settle();
}

export function reachMilestone(world: World, id: string, key: string, spendingFen: number): void {
  world.send(
    'project',
    id,
    'reportMilestone',
    { key, narrative: '完成', indicators: {}, spendingFen, attachmentIds: [] },
    APPLICANT,
  );
  world.send('project', id, 'reviewMilestone', { key, outcome: 'met', comment: '' }, MANAGER);
}

/** A project reports for an evaluation and a panel of three scores it; what follows is still under way. */
export function evaluateAlone(world: World, id: string, stageKey: string, share: number): void {
  world.send('project', id, 'reportEvaluation', { stageKey, narrative: '自评' }, APPLICANT);
  score(world, id, stageKey, share, REVIEWERS.slice(0, 3));
}

export function evaluate(world: World, id: string, stageKey: string, share = 0.9): void {
  evaluateAlone(world, id, stageKey, share);
  world.settle();
}

/** The rest of a project's life after its notice, to its closing. */
export function carryOut(world: World, id: string): void {
  sign(world, id);
  pay(world, id, 'first');
  reachMilestone(world, id, 'midterm', 1_000_000);
  evaluate(world, id, 'midterm');
  pay(world, id, 'second');
  reachMilestone(world, id, 'completion', 2_000_000);
  evaluate(world, id, 'final');
  world.send(
    'project',
    id,
    'stateAudit',
    { acceptedFen: world.project(id).money.awardFen, opinion: '合规' },
    MANAGER,
  );
  world.settle();
  pay(world, id, 'last');
}
