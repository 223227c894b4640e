import { registerOrganization } from '../../api/operations/organizations';
import type { Actor } from '../../contracts/fact';
import { completeCreditCode } from '../../domain/credit-code';
import { fromInstantText, toInstantText } from '../../domain/instant';
import type { DecisionLine } from '../../domain/round/decision-plan';
import { keepDecisionList } from '../../store/decision-lists.repository';
import { buildApplication } from './application.factory';
import { APPLICANT, CHECKS, FINANCE, FUNDER, MANAGER, REVIEWERS, scoresFor } from './round-play';
import { SYSTEM, type StoryWorld } from './story-world';
import { actorOf } from './world';

const DAY_MS = 86_400_000;
const RESERVE = 'usr_reserve';

interface Terms {
  budgetFen?: number;
  /** What the fund has; by itself as much as the budget. */
  fundFen?: number;
  closesAtMs?: number;
}

/** One published round with its fund and its panels, and what the people in it do. */
export class StoryPlay {
  private constructor(
    readonly world: StoryWorld,
    readonly roundId: string,
    readonly fundId: string,
  ) {}

  static async open(world: StoryWorld, terms: Terms = {}): Promise<StoryPlay> {
    const { budgetFen = 30_000_000, fundFen = budgetFen } = terms;
    const play = new StoryPlay(world, world.newId('rnd'), world.newId('fnd'));
    const nowMs = await world.now();
    const fund = { name: '演示基金', fundKind: 'general', purposeTags: [] };
    await world.open('fund', play.fundId, 'createFund', fund, FINANCE);
    await play.donate(fundFen);
    const round = {
      number: 'YC-2026-0001',
      name: '演示轮',
      budgetFen,
      sources: [{ fundId: play.fundId, amountFen: budgetFen }],
      opensAt: toInstantText(nowMs - DAY_MS),
      closesAt: toInstantText(terms.closesAtMs ?? nowMs + 10 * DAY_MS),
      operatorOrganizationId: null,
    };
    await world.open('round', play.roundId, 'createRound', round, MANAGER);
    await play.round('publish', {});
    return play;
  }

  donate(amountFen: number) {
    const donation = { donationId: this.world.newId('don'), donor: '演示', amountFen, inKind: null };
    return this.world.execute(
      'fund',
      this.fundId,
      'receiveDonation',
      { ...donation, receivedAt: '' },
      { actor: FINANCE },
    );
  }

  round(type: string, payload: object, actor: Actor = MANAGER) {
    return this.world.execute('round', this.roundId, type, payload, { actor });
  }

  project(id: string, type: string, payload: object, actor: Actor = MANAGER) {
    return this.world.execute('project', id, type, payload, { actor });
  }

  stage(id: string, stage: string) {
    return this.world.until('project', id, (project) => project.stage === stage);
  }

  /** A project with an organisation of its own, submitted; or submitted again, where it has an id. */
  async submit(askFen = 3_000_000, id = this.world.newId('prj')): Promise<string> {
    const { world } = this;
    const { number, opensAt, closesAt } = await world.view('round', this.roundId);
    const organizationId = id.replace('prj_', 'org_');
    await this.register(organizationId);
    const application = buildApplication({ askFen, organizationId });
    const payload = { roundId: this.roundId, number: `${number}-0001`, opensAt, closesAt, application };
    await world.open('project', id, 'submit', payload, APPLICANT);
    return id;
  }

  private async register(id: string): Promise<void> {
    const serial = id.slice(-6);
    const creditCode = completeCreditCode(`52330499YC${serial}`);
    const details = {
      name: `银铃社工中心 ${Number(serial)}（演示）`,
      kind: 'registered' as const,
      type: 'serviceAgency' as const,
      creditCode,
    };
    const at = toInstantText(await this.world.now());
    await registerOrganization(this.world.store, { id, commandId: id, at, actor: SYSTEM, details });
  }

  screen(id: string, outcome = 'pass') {
    const isPass = outcome === 'pass';
    return this.project(id, 'screen', {
      outcome,
      checklist: isPass ? CHECKS : {},
      reasons: isPass ? '' : '材料不全',
    });
  }

  /** A panel for a stage, covering the whole round; projects that wait get it, later ones find it. */
  async panel(stageKey = 'desk', reviewerIds: string[] = REVIEWERS): Promise<void> {
    const panel = {
      panelId: this.world.newId('pan'),
      stageKey,
      chairId: reviewerIds[0],
      reviewerIds,
      reserveIds: [RESERVE],
      covers: 'round',
      category: null,
      projectCount: null,
    };
    await this.round('formPanel', panel);
  }

  seated(id: string, stageKey: string) {
    return this.world.until('project', id, ({ assessments }) =>
      assessments.some((each) => each.stageKey === stageKey && each.status === 'open'),
    );
  }

  async declare(id: string, stageKey: string, reviewer: string, conflict = false): Promise<void> {
    const payload = { stageKey, conflict, ...(conflict ? { reason: '曾任顾问' } : {}) };
    await this.project(id, 'declareConflict', payload, actorOf(reviewer, 'reviewer'));
  }

  /** Some of the panel score, each criterion with the same share of its most. */
  async score(id: string, stageKey = 'desk', share = 0.9, reviewers: string[] = REVIEWERS): Promise<void> {
    const scores = scoresFor(this.world.setting.definition, stageKey, share);
    for (const reviewer of reviewers) {
      await this.declare(id, stageKey, reviewer);
      const payload = { stageKey, scores, comment: '', recommendation: 'none' };
      await this.project(id, 'submitScores', payload, actorOf(reviewer, 'reviewer'));
    }
  }

  /** From nothing to the decision, by the panel that was formed. */
  async toDecision(askFen = 3_000_000): Promise<string> {
    const id = await this.submit(askFen);
    await this.screen(id);
    await this.seated(id, 'desk');
    await this.score(id);
    await this.stage(id, 'decision');
    return id;
  }

  /** The call closes early, three seconds ahead. */
  async closeCall(): Promise<void> {
    await this.round('closeCall', { reason: '演示' });
    const { closesAt } = await this.world.view('round', this.roundId);
    await this.world.passUntil(fromInstantText(closesAt) + 1);
    await this.world.until('round', this.roundId, ({ phase }) => phase === 'closed');
  }

  linesFor(awards: Record<string, number>, waitlist: string[], rejected: string[]): DecisionLine[] {
    const nothing = { amountFen: 0, fundId: '' };
    return [
      ...Object.entries(awards).map(([projectId, amountFen]): DecisionLine => ({
        projectId,
        outcome: 'award',
        amountFen,
        fundId: this.fundId,
      })),
      ...waitlist.map((projectId): DecisionLine => ({ projectId, outcome: 'waitlist', ...nothing })),
      ...rejected.map((projectId): DecisionLine => ({ projectId, outcome: 'reject', ...nothing })),
    ];
  }

  /** The round's one decision; its answer is the fund's. */
  async propose(
    awards: Record<string, number>,
    { waitlist = [], rejected = [] }: { waitlist?: string[]; rejected?: string[] } = {},
    askFen = 3_000_000,
  ): Promise<void> {
    const lines = this.linesFor(awards, waitlist, rejected);
    const decisionId = this.world.newId('dec');
    const { roundId, fundId } = this;
    const listSha256 = await keepDecisionList(this.world.store, { decisionId, roundId, lines });
    const amounts = Object.values(awards);
    const amountFen = amounts.reduce((sum, each) => sum + each, 0);
    await this.round('decide', {
      decisionId,
      listSha256,
      totals: [{ fundId, amountFen, count: amounts.length, categories: [] }],
      awardCount: amounts.length,
      waitlistCount: waitlist.length,
      rejectedCount: rejected.length,
      reasons: '按排名',
      minutes: '',
      waitlist: waitlist.map((projectId) => ({ projectId, amountFen: askFen })),
    });
  }

  /** Closes, decides, and waits until every project has heard. */
  async decide(
    awards: Record<string, number>,
    others: { waitlist?: string[]; rejected?: string[] } = {},
    askFen = 3_000_000,
  ): Promise<void> {
    const { phase } = await this.world.view('round', this.roundId);
    if (phase === 'published') await this.closeCall();
    await this.propose(awards, others, askFen);
    await this.world.until('round', this.roundId, ({ decision }) => decision?.delivered === true);
  }

  /** The notice's days pass. */
  async passNotice(id: string): Promise<void> {
    const { noticeEndsAt } = await this.stage(id, 'notice');
    await this.world.passUntil(fromInstantText(noticeEndsAt ?? '') + 1);
    await this.stage(id, 'signing');
  }

  async sign(id: string, actors: Actor[] = [FUNDER, MANAGER, APPLICANT]): Promise<void> {
    const { agreement } = await this.world.until('project', id, (p) => p.agreement?.sha256 != null);
    const documentSha256 = agreement?.sha256 ?? '';
    const parties = this.world.setting.definition.signing.parties;
    for (const [index, actor] of actors.entries())
      await this.project(id, 'sign', { documentSha256, mayActFor: [parties[index]] }, actor);
  }

  async paymentOf(id: string, trancheKey: string): Promise<string> {
    const { tranches } = await this.world.until('project', id, (project) =>
      project.tranches.some(({ key, status }) => key === trancheKey && status === 'due'),
    );
    const paymentId = tranches.find(({ key }) => key === trancheKey)?.paymentId ?? '';
    await this.world.until('payment', paymentId, ({ version }) => version > 0);
    return paymentId;
  }

  payment(id: string, type: string, payload: object, actor: Actor = MANAGER) {
    return this.world.execute('payment', id, type, payload, { actor });
  }

  async pay(id: string, trancheKey: string): Promise<void> {
    const paymentId = await this.paymentOf(id, trancheKey);
    await this.payment(paymentId, 'approve', { comment: '' });
    const paidAt = toInstantText(await this.world.now());
    await this.payment(paymentId, 'confirm', { bankReference: `HD-${paymentId}`, paidAt }, FINANCE);
    await this.world.until('project', id, ({ tranches }) =>
      tranches.some(({ key, status }) => key === trancheKey && status === 'paid'),
    );
  }

  async reachMilestone(id: string, key: string, spendingFen: number): Promise<void> {
    const report = { key, narrative: '完成', indicators: {}, spendingFen, attachmentIds: [] };
    await this.project(id, 'reportMilestone', report, APPLICANT);
    await this.project(id, 'reviewMilestone', { key, outcome: 'met', comment: '' });
  }

  async evaluate(id: string, stageKey: string, share = 0.9): Promise<void> {
    await this.project(id, 'reportEvaluation', { stageKey, narrative: '自评' }, APPLICANT);
    await this.seated(id, stageKey);
    const { assessments } = await this.world.view('project', id);
    const panel = assessments.find((each) => each.stageKey === stageKey)?.seats ?? [];
    await this.score(
      id,
      stageKey,
      share,
      panel.map(({ reviewerId }) => reviewerId),
    );
  }

  async audit(id: string): Promise<void> {
    const { money } = await this.world.view('project', id);
    await this.project(id, 'stateAudit', { acceptedFen: money.awardFen, opinion: '合规' });
  }

  /** The rest of a project's life once it is signed, by the built-in programme. */
  async carryOut(id: string): Promise<void> {
    await this.pay(id, 'first');
    await this.reachMilestone(id, 'midterm', 1_000_000);
    await this.evaluate(id, 'midterm');
    await this.pay(id, 'second');
    await this.reachMilestone(id, 'completion', 2_000_000);
    await this.evaluate(id, 'final');
    await this.audit(id);
    await this.pay(id, 'last');
    await this.stage(id, 'closed');
  }
}
