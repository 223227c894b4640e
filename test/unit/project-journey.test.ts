import { balancesOf } from '../../domain/fund/fund.rules';
import { actorOf, World } from '../factories/world';
import * as play from '../factories/round-play';
import { foldFacts } from '../../domain/aggregates';
import { viewOf } from '../../domain/aggregate';
import { PROJECT_RULES } from '../../domain/project/project.rules';

const A = play.projectId(1);
const B = play.projectId(2);

const decided = (): World => {
  const world = play.openRound(new World());
  play.toDecision(world, A);
  return world;
};

describe('a project on the main path', () => {
  it('goes from its application to its closing, and every fen of its award is paid in three tranches', () => {
    const world = decided();
    play.decide(world, { [A]: 3_000_001 - 1 });
    world.passDeadline('project', A);
    expect(world.project(A).stage).toBe('signing');
    play.carryOut(world, A);
    const project = world.project(A);
    expect(project.stage).toBe('closed');
    expect(project.grade).toBe('A');
    expect(project.tranches.map(({ amountFen }) => amountFen)).toEqual([1_500_000, 1_200_000, 300_000]);
    expect(balancesOf(world.fund(play.FUND))).toMatchObject({
      reservedFen: 0,
      committedFen: 0,
      paidFen: 3_000_000,
      availableFen: 27_000_000,
    });
  });

  it('is the same when it is rebuilt from its facts alone', () => {
    const world = decided();
    play.decide(world, { [A]: 3_000_000 });
    world.passDeadline('project', A);
    play.carryOut(world, A);
    const facts = world.ledger.get(`project:${A}`) ?? [];
    expect(foldFacts('project', A, facts)).toEqual(viewOf(PROJECT_RULES, world.project(A)));
  });

  it('keeps its receipt when it is returned for correction, and may be returned only once', () => {
    const world = play.openRound(new World());
    play.submit(world, A);
    play.screen(world, A, 'return');
    expect(world.project(A).stage).toBe('correction');
    play.submit(world, A, 2_900_000);
    expect(world.project(A).application?.askFen).toBe(2_900_000);
    expect(world.attempt('project', A, 'screen', { outcome: 'return', checklist: {}, reasons: '还缺' })).toBe(
      'CORRECTIONS_USED_UP',
    );
  });

  it('is rejected when the deadline of its correction passes', () => {
    const world = play.openRound(new World());
    play.submit(world, A);
    play.screen(world, A, 'return');
    expect(world.passDeadline('project', A)).toBe('correction');
    expect(world.project(A)).toMatchObject({
      stage: 'rejected',
      endReason: 'the deadline for the correction passed',
    });
  });
});

describe('an application', () => {
  it('above the cap is refused and gets no receipt', () => {
    const world = play.openRound(new World());
    expect(() => play.submit(world, A, 6_000_000)).toThrow('CAP_EXCEEDED');
    expect(world.project(A).receipt).toBeNull();
  });

  it('one millisecond after the close is refused', () => {
    const world = play.openRound(new World());
    world.nowMs = Date.parse('2026-03-31T17:00:00.001+08:00');
    expect(() => play.submit(world, A)).toThrow('ROUND_CLOSED');
  });

  it('at the very instant of the close is accepted', () => {
    const world = play.openRound(new World());
    world.nowMs = Date.parse('2026-03-31T17:00:00+08:00');
    play.submit(world, A);
    expect(world.project(A).stage).toBe('screening');
  });
});

describe('a review', () => {
  const waiting = (): World => {
    const world = play.openRound(new World());
    play.submit(world, A);
    play.screen(world, A);
    const panel = {
      stageKey: 'desk',
      panelId: 'pan_1',
      chairId: 'usr_r1',
      reviewerIds: play.REVIEWERS,
      reserveIds: ['usr_reserve'],
    };
    world.send('project', A, 'assignPanel', panel);
    return world;
  };
  const scores = { need: 18, design: 20, innovation: 8, team: 12, budget: 12, impact: 12 };

  it('seats the reserve in place of a reviewer with a conflict, who can no longer score', () => {
    const world = waiting();
    const conflicted = actorOf('usr_r1', 'reviewer');
    world.send(
      'project',
      A,
      'declareConflict',
      { stageKey: 'desk', conflict: true, reason: '曾任理事' },
      conflicted,
    );
    const seats = world.project(A).assessments[0]?.seats ?? [];
    expect(seats.at(-1)).toMatchObject({ reviewerId: 'usr_reserve', replaces: 'usr_r1', status: 'invited' });
    expect(
      world.attempt(
        'project',
        A,
        'submitScores',
        { stageKey: 'desk', scores, comment: '', recommendation: 'none' },
        conflicted,
      ),
    ).toBe('CONFLICT_OF_INTEREST');
  });

  it('takes no scores before a declaration, and none twice', () => {
    const world = waiting();
    const reviewer = actorOf('usr_r2', 'reviewer');
    const submission = { stageKey: 'desk', scores, comment: '', recommendation: 'none' };
    expect(world.attempt('project', A, 'submitScores', submission, reviewer)).toBe('DECLARATION_REQUIRED');
    world.send('project', A, 'declareConflict', { stageKey: 'desk', conflict: false }, reviewer);
    world.send('project', A, 'submitScores', submission, reviewer);
    expect(world.attempt('project', A, 'submitScores', submission, reviewer)).toBe(
      'SCORES_ALREADY_SUBMITTED',
    );
  });

  it('below its quorum at the deadline is void until a manager re-opens it with a reason', () => {
    const world = waiting();
    const reviewer = actorOf('usr_r2', 'reviewer');
    world.send('project', A, 'declareConflict', { stageKey: 'desk', conflict: false }, reviewer);
    world.send(
      'project',
      A,
      'submitScores',
      { stageKey: 'desk', scores, comment: '', recommendation: 'none' },
      reviewer,
    );
    world.passDeadline('project', A);
    expect(world.project(A)).toMatchObject({ stage: 'review', assessments: [{ status: 'void' }] });
    world.send('project', A, 'reopenAssessment', { stageKey: 'desk', reason: '延长评审' });
    expect(world.project(A).assessments[0]).toMatchObject({ status: 'open', attempt: 2 });
    expect(world.project(A).assessments[0]?.seats[1]).toMatchObject({ status: 'submitted', total: 82 });
  });
});

describe('a decided round', () => {
  const two = (): World => {
    const world = play.openRound(new World());
    play.toDecision(world, A);
    play.toDecision(world, B);
    play.decide(world, { [A]: 3_000_000 }, { [B]: 3_000_000 });
    return world;
  };

  it('promotes the first on the waitlist into its own notice when an award is given up', () => {
    const world = two();
    world.send('project', A, 'decline', { reason: '放弃立项' }, play.APPLICANT);
    world.settle();
    expect(world.project(A).stage).toBe('declined');
    expect(world.project(B)).toMatchObject({ stage: 'notice', award: { amountFen: 3_000_000 } });
    expect(balancesOf(world.fund(play.FUND)).reservedFen).toBe(3_000_000);
  });

  it('promotes when the deadline for signing passes', () => {
    const world = two();
    world.passDeadline('project', A);
    world.passDeadline('project', A);
    world.settle();
    expect(world.project(A).stage).toBe('declined');
    expect(world.project(B).stage).toBe('notice');
  });

  it('promotes when an objection is upheld, and the award is cancelled', () => {
    const world = two();
    world.send('project', A, 'fileObjection', {
      objectionId: 'obj_1',
      person: 'sealed',
      statement: '重复资助',
    });
    world.send('project', A, 'answerObjection', { objectionId: 'obj_1', outcome: 'upheld', reason: '属实' });
    world.settle();
    expect(world.project(A).stage).toBe('rejected');
    expect(world.project(B).stage).toBe('notice');
  });

  it('keeps a notice open past its days while an objection waits for its answer', () => {
    const world = two();
    world.nowMs = Date.parse(world.project(A).noticeEndsAt ?? '') - 1000;
    world.send('project', A, 'fileObjection', {
      objectionId: 'obj_1',
      person: 'sealed',
      statement: '重复资助',
    });
    expect(world.passDeadline('project', A)).toBe('notice');
    expect(world.project(A).stage).toBe('notice');
    world.send('project', A, 'answerObjection', {
      objectionId: 'obj_1',
      outcome: 'dismissed',
      reason: '不属实',
    });
    expect(world.project(A).stage).toBe('signing');
  });

  it('gives the money of a given-up award back to the fund once nobody waits', () => {
    const world = two();
    world.send('round', play.ROUND, 'endWaitlist', { reason: '名单释放' });
    world.settle();
    expect(world.project(B)).toMatchObject({ stage: 'rejected', endReason: '名单释放' });
    world.send('project', A, 'decline', { reason: '放弃' }, play.APPLICANT);
    world.settle();
    expect(balancesOf(world.fund(play.FUND))).toMatchObject({ reservedFen: 0, availableFen: 30_000_000 });
  });

  it('is undone as a whole when the fund cannot pay for it', () => {
    const world = play.openRound(new World(), 2_000_000);
    play.toDecision(world, A, 1_500_000);
    world.send('fund', play.FUND, 'reserve', {
      reservationId: 'rnd_other',
      amountFen: 1_000_000,
      categories: [],
      requestId: 'x',
      replyTo: { kind: 'round', id: 'rnd_other' },
    });
    world.letters = [];
    play.decide(world, { [A]: 1_500_000 });
    expect(world.round(play.ROUND)).toMatchObject({
      phase: 'closed',
      decision: null,
      refusal: { code: 'FUND_INSUFFICIENT' },
    });
    expect(world.project(A).stage).toBe('decision');
  });

  it('names a project that had left before the decision reached it, and frees its award', () => {
    const world = play.openRound(new World());
    play.toDecision(world, A);
    play.toDecision(world, B);
    world.send('project', A, 'withdraw', { reason: '场地落空' }, play.APPLICANT);
    play.decide(world, { [A]: 3_000_000 }, { [B]: 3_000_000 });
    expect(world.round(play.ROUND).decision?.exceptions).toMatchObject([{ projectId: A, outcome: 'award' }]);
    expect(world.project(B).stage).toBe('notice');
  });
});

describe('a project that fails its mid-term', () => {
  it('is paid nothing more, and on termination owes what was not accepted', () => {
    const world = decided();
    play.decide(world, { [A]: 3_600_000 });
    world.passDeadline('project', A);
    play.sign(world, A);
    play.pay(world, A, 'first');
    play.reachMilestone(world, A, 'midterm', 720_000);
    play.evaluate(world, A, 'midterm', 0.5);
    expect(world.project(A)).toMatchObject({
      stage: 'evaluation',
      tranches: [{ status: 'paid' }, { status: 'waiting' }, { status: 'waiting' }],
    });
    world.send('project', A, 'terminate', { reason: '中期不合格', clawbackFen: 1_080_000 });
    world.settle();
    expect(PROJECT_RULES.hasEnded(world.project(A))).toBe(false);
    world.send(
      'project',
      A,
      'recordReturn',
      { amountFen: 1_080_000, bankReference: 'R1', receivedAt: '' },
      play.FINANCE,
    );
    world.settle();
    expect(PROJECT_RULES.hasEnded(world.project(A))).toBe(false);
    world.passDeadline('project', A); // The term for an appeal is over.
    expect(PROJECT_RULES.hasEnded(world.project(A))).toBe(true);
    expect(balancesOf(world.fund(play.FUND))).toMatchObject({
      committedFen: 0,
      paidFen: 1_800_000,
      returnedFen: 1_080_000,
      availableFen: 29_280_000,
    });
  });

  it('may be rectified: it reports and is scored again', () => {
    const world = decided();
    play.decide(world, { [A]: 3_000_000 });
    world.passDeadline('project', A);
    play.sign(world, A);
    play.pay(world, A, 'first');
    play.reachMilestone(world, A, 'midterm', 720_000);
    play.evaluate(world, A, 'midterm', 0.5);
    world.send('project', A, 'reopenAssessment', { stageKey: 'midterm', reason: '限期整改' });
    play.evaluate(world, A, 'midterm', 0.8);
    expect(world.project(A)).toMatchObject({
      stage: 'implementation',
      tranches: [{ status: 'paid' }, { status: 'due' }, { status: 'waiting' }],
    });
  });
});

describe('a payment', () => {
  it('is never confirmed by the person who approved it', () => {
    const world = decided();
    play.decide(world, { [A]: 3_000_000 });
    world.passDeadline('project', A);
    play.sign(world, A);
    const paymentId = world.project(A).tranches[0]?.paymentId ?? '';
    const both = actorOf('usr_both', 'manager', 'finance');
    world.send('payment', paymentId, 'approve', { comment: '' }, both);
    expect(world.attempt('payment', paymentId, 'confirm', { bankReference: 'x', paidAt: '' }, both)).toBe(
      'DUTIES_EXCLUSIVE',
    );
  });
});

describe('a suspended project', () => {
  it('stops its clocks and gets the lost time back', () => {
    const world = play.openRound(new World());
    play.submit(world, A);
    play.screen(world, A, 'return');
    const before = Date.parse(world.project(A).deadlines[0]?.dueAt ?? '');
    world.send('project', A, 'suspend', { reason: '疫情' });
    expect(PROJECT_RULES.deadlines(world.project(A))).toEqual([]);
    expect(world.attempt('project', A, 'withdraw', { reason: '' })).toBe('PROJECT_SUSPENDED');
    world.nowMs += 86_400_000;
    world.send('project', A, 'resume', { reason: '恢复' });
    expect(Date.parse(world.project(A).deadlines[0]?.dueAt ?? '')).toBe(before + 86_400_000);
  });
});

describe('a suspended project on the waitlist', () => {
  it('is promoted all the same, so that freed money is never reserved for nobody', () => {
    const world = play.openRound(new World());
    play.toDecision(world, A);
    play.toDecision(world, B);
    play.decide(world, { [A]: 3_000_000 }, { [B]: 3_000_000 });
    world.send('project', B, 'suspend', { reason: '负责人住院' });
    world.send('project', A, 'withdraw', { reason: '场地落空' }, play.APPLICANT);
    world.settle();
    expect(world.project(B)).toMatchObject({ stage: 'notice', award: { amountFen: 3_000_000 } });
  });
});
