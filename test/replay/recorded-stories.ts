import type { ProgrammeDefinition } from '../../contracts/programme';
import { toInstantText } from '../../domain/instant';
import { toDemonstration } from '../../domain/programmes/demo-durations';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import { APPLICANT, FINANCE } from '../factories/round-play';
import type { StoryPlay } from '../factories/story-play';
import type { Kind } from '../factories/story-world';
import { actorOf } from '../factories/world';

type Recorded = [kind: Kind, id: string];

/** One path of the product, played by its people; names the workflows whose histories are kept. */
export interface Story {
  change?: (definition: ProgrammeDefinition) => ProgrammeDefinition;
  fundFen?: number;
  play: (play: StoryPlay) => Promise<Recorded[]>;
}

const PANEL = ['usr_r1', 'usr_r2', 'usr_r3'];
const EVALUATORS = ['usr_e1', 'usr_e2', 'usr_e3'];
const ASK_FEN = 3_000_000;
const SOON = '2 seconds';

/** The demonstration's durations and a smaller desk panel: a history holds what happens, not how many do it. */
export const RECORDED_PROGRAMME: ProgrammeDefinition = {
  ...toDemonstration(VENTURE_GRANT, 'recorded'),
  notice: { within: '1 second', answerWithin: '1 hour' },
  reviews: VENTURE_GRANT.reviews.map((review) => ({ ...review, reviewers: 3, quorum: 2, within: '1 hour' })),
};

const project = (...ids: string[]): Recorded[] => ids.map((id): Recorded => ['project', id]);

async function inReview(play: StoryPlay): Promise<string> {
  await play.panel('desk', PANEL);
  const id = await play.submit(ASK_FEN);
  await play.screen(id);
  await play.seated(id, 'desk');
  return id;
}

async function atDecision(play: StoryPlay, count = 1): Promise<string[]> {
  await play.panel('desk', PANEL);
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const id = await play.submit(ASK_FEN);
    await play.screen(id);
    await play.seated(id, 'desk');
    await play.score(id, 'desk', 0.9, PANEL);
    await play.stage(id, 'decision');
    ids.push(id);
  }
  return ids;
}

async function awarded(play: StoryPlay): Promise<string> {
  const [id = ''] = await atDecision(play);
  await play.decide({ [id]: ASK_FEN });
  return id;
}

async function inImplementation(play: StoryPlay): Promise<string> {
  await play.panel('midterm', EVALUATORS);
  await play.panel('final', EVALUATORS);
  const id = await awarded(play);
  await play.passNotice(id);
  await play.sign(id);
  await play.stage(id, 'implementation');
  return id;
}

/** The first of two is awarded and gives it up in some way; the second comes up from the waitlist. */
const promoted =
  (giveUp: (play: StoryPlay, id: string) => Promise<unknown>) =>
  async (play: StoryPlay): Promise<Recorded[]> => {
    const [first = '', second = ''] = await atDecision(play, 2);
    await play.decide({ [first]: ASK_FEN }, { waitlist: [second] });
    await giveUp(play, first);
    await play.stage(second, 'notice');
    return [...project(first, second), ['round', play.roundId]];
  };

const objection = (objectionId: string) => ({ objectionId, person: 'sealed', statement: '演示异议' });

async function payments(play: StoryPlay, id: string): Promise<Recorded[]> {
  return [['payment', await play.paymentOf(id, 'first')]];
}

/** Long enough for an objection to be filed on a machine that is busy. */
const withLongerNotice = (definition: ProgrammeDefinition): ProgrammeDefinition => ({
  ...definition,
  notice: { ...definition.notice, within: '8 seconds' },
});

const paidByBank = { outcome: 'settled', bankReference: 'HD-1', reason: '' };

export const STORIES: Record<string, Story> = {
  'main-path': {
    play: async (play) => {
      const id = await inImplementation(play);
      const payment = await payments(play, id);
      await play.carryOut(id);
      return [...project(id), ...payment, ['round', play.roundId], ['fund', play.fundId]];
    },
  },
  'returned-for-correction': {
    play: async (play) => {
      const id = await play.submit(ASK_FEN);
      await play.screen(id, 'return');
      await play.submit(ASK_FEN - 100, id);
      await play.screen(id, 'reject');
      return project(id);
    },
  },
  'rejected-at-screening': {
    play: async (play) => {
      const id = await play.submit(ASK_FEN);
      await play.screen(id, 'reject');
      return project(id);
    },
  },
  'correction-missed': {
    change: (definition) => ({
      ...definition,
      screening: { ...definition.screening, correctionWithin: SOON },
      reminders: ['1 second'],
    }),
    play: async (play) => {
      const id = await play.submit(ASK_FEN);
      await play.screen(id, 'return');
      await play.stage(id, 'rejected');
      return project(id);
    },
  },
  'quorum-void-and-reopened': {
    change: (definition) => ({
      ...definition,
      reviews: definition.reviews.map((review) => ({ ...review, within: '8 seconds' })),
    }),
    play: async (play) => {
      const id = await inReview(play);
      await play.score(id, 'desk', 0.9, PANEL.slice(0, 1));
      await play.world.until('project', id, ({ assessments }) => assessments[0]?.status === 'void');
      await play.project(id, 'reopenAssessment', { stageKey: 'desk', reason: '人数不足' });
      await play.score(id, 'desk', 0.9, PANEL.slice(1));
      await play.stage(id, 'decision');
      return project(id);
    },
  },
  'conflict-and-reserve': {
    play: async (play) => {
      const id = await inReview(play);
      await play.declare(id, 'desk', 'usr_r1', true);
      await play.score(id, 'desk', 0.9, ['usr_r2', 'usr_r3', 'usr_reserve']);
      await play.stage(id, 'decision');
      return project(id);
    },
  },
  'declined-and-promoted': {
    play: promoted((play, id) => play.project(id, 'decline', { reason: '放弃立项' }, APPLICANT)),
  },
  'signing-lapsed': {
    change: (definition) => ({ ...definition, signing: { ...definition.signing, within: '3 seconds' } }),
    play: promoted((play, id) => play.stage(id, 'declined')),
  },
  'objection-upheld': {
    change: withLongerNotice,
    play: promoted(async (play, id) => {
      await play.project(id, 'fileObjection', objection('obj_1'));
      await play.project(id, 'answerObjection', { objectionId: 'obj_1', outcome: 'upheld', reason: '属实' });
    }),
  },
  'objection-dismissed': {
    change: withLongerNotice,
    play: async (play) => {
      const id = await awarded(play);
      await play.project(id, 'fileObjection', objection('obj_1'));
      await play.world.pass(8_500);
      await play.project(id, 'answerObjection', {
        objectionId: 'obj_1',
        outcome: 'dismissed',
        reason: '不实',
      });
      await play.stage(id, 'signing');
      return project(id);
    },
  },
  'suspended-extended-and-withdrawn': {
    play: async (play) => {
      const id = await play.submit(ASK_FEN);
      await play.screen(id, 'return');
      await play.project(id, 'suspend', { reason: '核查' });
      await play.project(id, 'resume', { reason: '核查完毕' });
      const dueAt = toInstantText((await play.world.now()) + 2 * 3_600_000 + 60_000);
      await play.project(id, 'extend', { deadline: 'correction', dueAt, reason: '台风' });
      await play.project(id, 'withdraw', { reason: '撤回' }, APPLICANT);
      return project(id);
    },
  },
  'failed-midterm-and-terminated': {
    play: async (play) => {
      const id = await inImplementation(play);
      await play.pay(id, 'first');
      await play.reachMilestone(id, 'midterm', 1_000_000);
      await play.evaluate(id, 'midterm', 0.3);
      await play.world.until('project', id, ({ assessments }) => assessments.at(-1)?.status === 'failed');
      await play.project(id, 'terminate', { reason: '评估不合格', clawbackFen: 500_000 });
      const returned = {
        amountFen: 500_000,
        bankReference: 'HD-TH',
        receivedAt: '2026-11-25T10:00:00+08:00',
      };
      await play.project(id, 'recordReturn', returned);
      return [...project(id), ['fund', play.fundId]];
    },
  },
  'round-refused-and-cancelled': {
    fundFen: 1_000_000,
    play: async (play) => {
      const [id = ''] = await atDecision(play);
      await play.closeCall();
      const refusal = await play.world.refusalOf(play.propose({ [id]: ASK_FEN }));
      if (refusal !== 'FUND_INSUFFICIENT') throw new Error(`the fund answered ${refusal}`);
      await play.round('cancel', { reason: '资金不足' });
      await play.stage(id, 'terminated');
      return [...project(id), ['round', play.roundId], ['fund', play.fundId]];
    },
  },
  'left-before-the-decision-came': {
    play: async (play) => {
      const [gone = '', next = ''] = await atDecision(play, 2);
      await play.closeCall();
      await play.project(gone, 'withdraw', { reason: '撤回' }, APPLICANT);
      await play.decide({ [gone]: ASK_FEN }, { waitlist: [next] });
      await play.stage(next, 'notice');
      return [...project(next), ['round', play.roundId]];
    },
  },
  'payment-rejected-and-paid': {
    play: async (play) => {
      const id = await inImplementation(play);
      const paymentId = await play.paymentOf(id, 'first');
      await play.payment(paymentId, 'approve', { comment: '' });
      await play.payment(paymentId, 'reject', { reason: '账号有误' }, FINANCE);
      await play.pay(id, 'first');
      return [['payment', paymentId]];
    },
  },
  'payment-by-bank-advice': {
    play: async (play) => {
      const id = await inImplementation(play);
      const paymentId = await play.paymentOf(id, 'first');
      await play.payment(paymentId, 'approve', { comment: '' });
      const paidAt = toInstantText(await play.world.now());
      await play.world.deliver('payment', paymentId, 'adviseBank', { ...paidByBank, paidAt });
      await play.world.ended('payment', paymentId);
      return [['payment', paymentId]];
    },
  },
  'payment-parked': {
    play: async (play) => {
      const id = await inImplementation(play);
      const paymentId = await play.paymentOf(id, 'first');
      const released = { reservationId: play.roundId, projectId: id, amountFen: ASK_FEN, from: 'committed' };
      await play.world.until(
        'fund',
        play.fundId,
        (fund) => fund.reservations[play.roundId]?.committedFen === ASK_FEN,
      );
      await play.world.execute('fund', play.fundId, 'release', released);
      await play.payment(paymentId, 'approve', { comment: '' });
      await play.payment(
        paymentId,
        'confirm',
        { bankReference: 'HD-2', paidAt: '2026-11-25T10:00:00+08:00' },
        FINANCE,
      );
      await play.world.until('payment', paymentId, ({ status }) => status === 'parked');
      return [
        ['payment', paymentId],
        ['fund', play.fundId],
      ];
    },
  },
  'payment-cancelled': {
    play: async (play) => {
      const id = await inImplementation(play);
      const paymentId = await play.paymentOf(id, 'first');
      await play.project(id, 'terminate', { reason: '主体注销', clawbackFen: 0 });
      await play.world.until('project', id, ({ settledAt }) => settledAt !== null);
      return [['payment', paymentId], ...project(id)];
    },
  },
  'fund-renewed': {
    play: async (play) => {
      for (let batch = 0; batch < 55; batch += 1)
        await Promise.all([play.donate(100), play.donate(200), play.donate(300)]);
      return [['fund', play.fundId]];
    },
  },
  'project-renewed': {
    play: async (play) => {
      const id = await inImplementation(play);
      const note = { visitedOn: '2026-11-25', findings: '演示', advice: '' };
      const supervisor = actorOf('usr_supervisor', 'supervisor');
      for (let visit = 0; visit < 110; visit += 1)
        await play.project(id, 'noteSupervision', { ...note, noteId: `note_${visit}` }, supervisor);
      return project(id);
    },
  },
};
