import { CN_CALENDAR } from '../../domain/calendar/state-council';
import type { PaymentState } from '../../domain/payment/payment.rules';
import { toDemonstration } from '../../domain/programmes/demo-durations';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import type { ProjectState } from '../../domain/project/project.state';
import type { RoundState } from '../../domain/round/round.state';
import { actorOf, MANAGER, type Player } from './player';
import { AGREEMENT_SHA256, reviewersOf, type StandInWorld } from './stand-ins';

/** The built-in programme with its waits in seconds: every stage, panel, gate and tranche of a real one. */
export const DEFINITION = toDemonstration(VENTURE_GRANT, 'venture-grant');
const SETTING = { definition: DEFINITION, calendar: CN_CALENDAR };

const ASK_FEN = 3_000_000;
const BUDGET_FEN = 30_000_000;
const HOUR_MS = 3_600_000;
const APPLICANT = actorOf('usr_applicant', 'applicant');
const FUNDER = actorOf('usr_admin', 'admin');
const FINANCE = actorOf('usr_finance', 'finance');

export interface Played {
  fundId: string;
  roundId: string;
  projectIds: string[];
  paymentIds: string[];
}

export const APPLICATION = {
  title: '敲门送餐日（演示）',
  summary: '每周为独居老人送餐并上门探访，由社区志愿者结对，记录每一次探访。',
  categories: ['elderly-children'],
  organizationId: 'org_00000000000000000000000001',
  organizationName: '银铃社工中心（演示）',
  organizationKind: 'registered' as const,
  askFen: ASK_FEN,
  budget: [
    { head: 'activities', description: '餐食与物料', grantFen: ASK_FEN, ownFen: 2_000_000, inKindFen: 0 },
  ],
  documentSha256: 'a'.repeat(64),
};

const instant = (fromNowMs: number): string => new Date(Date.now() + fromNowMs).toISOString();
const isOpen =
  (stageKey: string) =>
  ({ assessments }: ProjectState): boolean =>
    assessments.some((assessment) => assessment.stageKey === stageKey && assessment.status === 'open');

interface Rated {
  key: string;
  reviewers: number;
  rubric: { key: string; max: number }[];
}

/** Plays one round as its people would, one command after another, each project from its application to its closing. */
export class Lifecycle {
  constructor(
    private readonly player: Player,
    private readonly world: StandInWorld,
    private readonly label: string,
  ) {}

  async play(projectCount: number): Promise<Played> {
    const [fundId, roundId] = [this.idOf('fnd', 0), this.idOf('rnd', 0)];
    const projectIds = Array.from({ length: projectCount }, (_, index) => this.idOf('prj', index));
    await this.openRound(fundId, roundId);
    for (const id of projectIds) await this.apply(id, roundId);
    await this.decide(fundId, roundId, projectIds);
    for (const id of projectIds) await this.carryOut(id);
    const paymentIds: string[] = [];
    for (const id of projectIds) {
      const { tranches } = await this.player.until<ProjectState>(
        'project',
        id,
        ({ stage }) => stage === 'closed',
      );
      paymentIds.push(...tranches.map(({ paymentId }) => paymentId));
      await this.player.ended('project', id);
    }
    for (const id of paymentIds) await this.player.ended('payment', id);
    return { fundId, roundId, projectIds, paymentIds };
  }

  async tidy({ fundId, roundId }: Played): Promise<void> {
    await this.player.terminate('fund', fundId);
    await this.player.terminate('round', roundId);
  }

  /** As long as the product's own ids, since ids are part of the bytes. */
  idOf(prefix: string, serial: number): string {
    return `${prefix}_${this.label}${String(serial).padStart(26 - this.label.length, '0')}`;
  }

  async openRound(fundId: string, roundId: string): Promise<void> {
    const { player } = this;
    await player.open(
      'fund',
      fundId,
      'createFund',
      { name: '演示基金', fundKind: 'general', purposeTags: [] },
      { setting: null, actor: FINANCE },
    );
    await this.donate(fundId, BUDGET_FEN);
    const round = {
      number: 'YC-2026-0001',
      name: '演示轮',
      budgetFen: BUDGET_FEN,
      sources: [{ fundId, amountFen: BUDGET_FEN }],
      opensAt: instant(-HOUR_MS),
      closesAt: instant(HOUR_MS),
      operatorOrganizationId: null,
    };
    await player.open('round', roundId, 'createRound', round, { setting: SETTING });
    await player.send('round', roundId, 'publish', {});
  }

  async donate(fundId: string, amountFen: number): Promise<void> {
    const donationId = 'don_00000000000000000000000001';
    const donation = { donationId, donor: '演示', amountFen, inKind: null, receivedAt: instant(0) };
    await this.player.send('fund', fundId, 'receiveDonation', donation, FINANCE);
  }

  /** The first submission opens the project's workflow, the one after a correction reaches it. */
  async submit(id: string, roundId: string): Promise<void> {
    const { opensAt, closesAt, number } = await this.player.until<RoundState>('round', roundId, () => true);
    const payload = {
      roundId,
      number: `${number}-${id.slice(-4)}`,
      opensAt,
      closesAt,
      application: APPLICATION,
    };
    await this.player.open('project', id, 'submit', payload, { setting: SETTING, actor: APPLICANT });
  }

  private async apply(id: string, roundId: string): Promise<void> {
    await this.submit(id, roundId);
    const checklist = Object.fromEntries(DEFINITION.screening.checklist.map(({ key }) => [key, true]));
    await this.player.send('project', id, 'screen', { outcome: 'pass', checklist, reasons: '' });
    for (const review of DEFINITION.reviews) await this.score(id, review);
  }

  private async score(id: string, stage: Rated): Promise<void> {
    const { key: stageKey, rubric } = stage;
    await this.player.until('project', id, isOpen(stageKey));
    const scores = Object.fromEntries(rubric.map(({ key, max }) => [key, max]));
    for (const reviewerId of reviewersOf(stage)) {
      const reviewer = actorOf(reviewerId, 'reviewer');
      await this.player.send(
        'project',
        id,
        'declareConflict',
        { stageKey, conflict: false, reason: '' },
        reviewer,
      );
      const sheet = { stageKey, scores, comment: '方案可行，团队稳定。', recommendation: 'none' };
      await this.player.send('project', id, 'submitScores', sheet, reviewer);
    }
  }

  private async decide(fundId: string, roundId: string, projectIds: string[]): Promise<void> {
    await this.player.send('round', roundId, 'closeCall', { reason: '' });
    await this.player.until<RoundState>('round', roundId, ({ phase }) => phase === 'closed');
    this.world.projectIds.set(roundId, projectIds);
    this.world.decisionLines.set(
      roundId,
      projectIds.map((projectId) => ({ projectId, amountFen: ASK_FEN, fundId })),
    );
    const amountFen = ASK_FEN * projectIds.length;
    await this.player.send('round', roundId, 'decide', {
      decisionId: 'dec_00000000000000000000000001',
      listSha256: 'b'.repeat(64),
      totals: [{ fundId, amountFen, count: projectIds.length, categories: APPLICATION.categories }],
      awardCount: projectIds.length,
      waitlistCount: 0,
      rejectedCount: 0,
      reasons: '按排名',
      minutes: '',
      waitlist: [],
    });
    await this.player.until<RoundState>('round', roundId, ({ decision }) => decision?.delivered === true);
  }

  private async carryOut(id: string): Promise<void> {
    await this.sign(id);
    await this.pay(id, 'first');
    await this.reach(id, 'midterm');
    await this.pay(id, 'second');
    await this.reach(id, 'completion', 'final');
    await this.player.send('project', id, 'stateAudit', { acceptedFen: ASK_FEN, opinion: '合规' });
    await this.pay(id, 'last');
  }

  private async sign(id: string): Promise<void> {
    await this.player.until<ProjectState>('project', id, ({ agreement }) => agreement?.sha256 != null);
    const signers = { funder: FUNDER, operator: MANAGER, grantee: APPLICANT };
    for (const [party, signer] of Object.entries(signers)) {
      const payload = { documentSha256: AGREEMENT_SHA256, mayActFor: [party] };
      await this.player.send('project', id, 'sign', payload, signer);
    }
  }

  private async pay(id: string, trancheKey: string): Promise<void> {
    const trancheOf = ({ tranches }: ProjectState) => tranches.find(({ key }) => key === trancheKey);
    const project = await this.player.until<ProjectState>(
      'project',
      id,
      (state) => trancheOf(state)?.paymentId != null,
    );
    const paymentId = trancheOf(project)?.paymentId ?? '';
    await this.player.until<PaymentState>('payment', paymentId, ({ status }) => status === 'requested');
    await this.player.send('payment', paymentId, 'approve', { comment: '' });
    const transfer = { bankReference: 'HD-20260501-000001', paidAt: instant(0) };
    await this.player.send('payment', paymentId, 'confirm', transfer, FINANCE);
    await this.player.until<ProjectState>('project', id, (state) => trancheOf(state)?.status === 'paid');
  }

  /** A milestone reported and accepted, and the evaluation that looks back on it. */
  private async reach(id: string, milestoneKey: string, evaluationKey = milestoneKey): Promise<void> {
    const report = {
      key: milestoneKey,
      narrative: '按计划完成',
      indicators: {},
      spendingFen: 100,
      attachmentIds: [],
    };
    await this.player.send('project', id, 'reportMilestone', report, APPLICANT);
    await this.player.send('project', id, 'reviewMilestone', {
      key: milestoneKey,
      outcome: 'met',
      comment: '',
    });
    const evaluation = { stageKey: evaluationKey, narrative: '自评：目标达成' };
    await this.player.send('project', id, 'reportEvaluation', evaluation, APPLICANT);
    const stage = DEFINITION.evaluations.find(({ key }) => key === evaluationKey);
    if (stage) await this.score(id, stage);
  }
}
