import fc from 'fast-check';
import { viewOf } from '../../domain/aggregate';
import { foldFacts } from '../../domain/aggregates';
import { balancesOf } from '../../domain/fund/fund.rules';
import { nextStages, type Stage } from '../../domain/project/project-lifecycle';
import { PROJECT_RULES } from '../../domain/project/project.rules';
import * as play from '../factories/round-play';
import { actorOf, World } from '../factories/world';

const COUNT = 4;
const IDS = Array.from({ length: COUNT }, (_, index) => play.projectId(index + 1));
const ACTIONS = [
  'letter',
  'deadline',
  'decline',
  'withdraw',
  'terminate',
  'sign',
  'approve',
  'confirm',
  'cancel',
  'report',
  'evaluate',
  'audit',
  'return',
  'suspend',
  'resume',
  'endWaitlist',
] as const;

const step = fc.record({ action: fc.constantFrom(...ACTIONS), which: fc.nat(COUNT - 1), pick: fc.nat(1000) });
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A decided round: two awarded, two waiting, nothing delivered in any particular order from here on. */
function decidedWorld(): World {
  const world = play.openRound(new World());
  for (const id of IDS) play.toDecision(world, id);
  const [a = '', b = '', c = '', d = ''] = IDS;
  play.decide(world, { [a]: 3_000_000, [b]: 2_999_999 }, { [c]: 2_000_000, [d]: 3_000_000 });
  return world;
}

function signNext(world: World, id: string): void {
  if (!world.project(id).agreement?.sha256)
    world.attempt('project', id, 'drawUpAgreement', { documentId: 'agr', sha256: 'c'.repeat(64) });
  const documentSha256 = 'c'.repeat(64);
  world.attempt('project', id, 'sign', { documentSha256, mayActFor: ['funder'] }, play.FUNDER);
  world.attempt('project', id, 'sign', { documentSha256, mayActFor: ['operator'] }, play.MANAGER);
  world.attempt('project', id, 'sign', { documentSha256, mayActFor: ['grantee'] }, play.APPLICANT);
}

function evaluateNext(world: World, id: string, pick: number): void {
  const open = world
    .project(id)
    .assessments.find(({ status }) => status === 'reporting' || status === 'failed');
  if (!open || world.project(id).suspended || world.project(id).stage !== 'evaluation') return;
  if (open.status === 'failed')
    world.attempt('project', id, 'reopenAssessment', { stageKey: open.stageKey, reason: 'again' });
  play.evaluateAlone(world, id, open.stageKey, pick % 3 === 0 ? 0.4 : 0.9);
}

function reportNext(world: World, id: string): void {
  const milestone = world.project(id).milestones.find(({ status }) => status === 'scheduled');
  if (!milestone) return;
  const report = { key: milestone.key, narrative: 'x', indicators: {}, spendingFen: 0, attachmentIds: [] };
  world.attempt('project', id, 'reportMilestone', report, play.APPLICANT);
  world.attempt('project', id, 'reviewMilestone', { key: milestone.key, outcome: 'met', comment: '' });
}

const paymentOf = (world: World, pick: number): string => {
  const ids = world.idsOf('payment');
  return ids[pick % Math.max(1, ids.length)] ?? 'pay_none';
};

const PLAY: Record<(typeof ACTIONS)[number], (world: World, id: string, pick: number) => void> = {
  letter: (world, _id, pick) => world.deliver(pick % Math.max(1, world.letters.length)),
  deadline: (world, id) => void (world.project(id).suspended === null && world.passDeadline('project', id)),
  decline: (world, id) => void world.attempt('project', id, 'decline', { reason: 'x' }, play.APPLICANT),
  withdraw: (world, id) => void world.attempt('project', id, 'withdraw', { reason: 'x' }, play.APPLICANT),
  terminate: (world, id, pick) =>
    void world.attempt('project', id, 'terminate', { reason: 'x', clawbackFen: pick * 1_000 }),
  sign: signNext,
  approve: (world, _id, pick) =>
    void world.attempt('payment', paymentOf(world, pick), 'approve', { comment: '' }, play.MANAGER),
  confirm: (world, _id, pick) =>
    void world.attempt(
      'payment',
      paymentOf(world, pick),
      'confirm',
      { bankReference: 'b', paidAt: '' },
      play.FINANCE,
    ),
  cancel: (world, _id, pick) =>
    void world.attempt('payment', paymentOf(world, pick), 'reject', { reason: 'x' }, play.FINANCE),
  report: reportNext,
  evaluate: evaluateNext,
  audit: (world, id, pick) =>
    void world.attempt('project', id, 'stateAudit', { acceptedFen: pick * 3_000, opinion: 'x' }),
  return: (world, id, pick) =>
    void world.attempt(
      'project',
      id,
      'recordReturn',
      { amountFen: pick * 1_000, bankReference: 'r', receivedAt: '' },
      play.FINANCE,
    ),
  suspend: (world, id) => void world.attempt('project', id, 'suspend', { reason: 'x' }),
  resume: (world, id) => void world.attempt('project', id, 'resume', { reason: 'x' }),
  endWaitlist: (world) => void world.attempt('round', play.ROUND, 'endWaitlist', { reason: 'x' }),
};

function expectSound(world: World): void {
  const balances = balancesOf(world.fund(play.FUND));
  for (const amountFen of Object.values(balances)) expect(amountFen).toBeGreaterThanOrEqual(0);
  for (const reservation of Object.values(world.fund(play.FUND).reservations))
    for (const amountFen of Object.values(reservation)) expect(amountFen).toBeGreaterThanOrEqual(0);
  for (const amountFen of Object.values(world.round(play.ROUND).pool))
    expect(amountFen).toBeGreaterThanOrEqual(0);
  for (const id of IDS) {
    const { money, tranches } = world.project(id);
    const payable = tranches
      .filter(({ status }) => status !== 'cancelled')
      .reduce((sum, { amountFen }) => sum + amountFen, 0);
    expect(payable).toBeLessThanOrEqual(money.awardFen);
    expect(money.paidFen).toBeLessThanOrEqual(money.awardFen);
  }
}

function run(steps: Step[]): World {
  const world = decidedWorld();
  for (const { action, which, pick } of steps) {
    PLAY[action](world, IDS[which] ?? '', pick);
    world.carryFanOut();
    expectSound(world);
  }
  return world;
}

describe('under any order of commands, deadlines and messages', () => {
  it('no fen is created or lost, and neither fund, reservation nor pool falls below zero', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 120 }), (steps) => {
        const world = run(steps);
        world.settle();
        expectSound(world);
        const paid = IDS.reduce((sum, id) => sum + world.project(id).money.paidFen, 0);
        const returned = IDS.reduce((sum, id) => sum + world.project(id).money.returnedFen, 0);
        const balances = balancesOf(world.fund(play.FUND));
        expect(balances.paidFen).toBe(paid);
        expect(balances.returnedFen).toBe(returned);
      }),
      { numRuns: 150 },
    );
  });

  it('nothing stays reserved or committed once every project has ended and the waitlist is released', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const world = run(steps);
        world.settle();
        world.attempt('round', play.ROUND, 'endWaitlist', { reason: 'x' });
        world.settle();
        for (const id of IDS) world.attempt('project', id, 'terminate', { reason: 'end', clawbackFen: 0 });
        world.settle();
        const balances = balancesOf(world.fund(play.FUND));
        expect(balances.reservedFen).toBe(0);
        const underWay = world
          .idsOf('payment')
          .some((id) => ['requested', 'approved', 'confirmed'].includes(world.payment(id).status));
        if (!underWay) expect(balances.committedFen).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it('every stage a project takes follows from its stage before, and its facts rebuild it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const world = run(steps);
        for (const id of IDS) {
          const facts = world.ledger.get(`project:${id}`) ?? [];
          expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, index) => index + 1));
          const stages = facts.map(
            (_, index) => (foldFacts('project', id, facts.slice(0, index + 1)) as { stage: Stage }).stage,
          );
          stages.reduce<Stage>((before, after) => {
            expect(nextStages(before).has(after)).toBe(true);
            return after;
          }, 'draft');
          expect(foldFacts('project', id, facts)).toEqual(viewOf(PROJECT_RULES, world.project(id)));
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('a fund', () => {
  const FUND_ID = 'fnd_1';
  const request = fc.record({
    type: fc.constantFrom('reserve', 'commit', 'pay', 'release', 'takeBack', 'receiveDonation'),
    amountFen: fc.nat(1_000_000),
    round: fc.nat(2),
    from: fc.constantFrom('reserved', 'committed'),
  });

  it('never falls below zero, whatever is asked of it in whatever order', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 200 }), (requests) => {
        const world = new World();
        world.send('fund', FUND_ID, 'createFund', { name: 'f', fundKind: 'general', purposeTags: [] });
        for (const { type, amountFen, round, from } of requests) {
          const payload = {
            reservationId: `rnd_${round}`,
            projectId: 'p',
            amountFen,
            from,
            categories: [],
            requestId: 'r',
            replyTo: { kind: 'round', id: 'r' },
            inKind: null,
          };
          world.attempt('fund', FUND_ID, type, payload, actorOf('usr_f', 'finance'));
          for (const value of Object.values(balancesOf(world.fund(FUND_ID))))
            expect(value).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 200 },
    );
  });
});
