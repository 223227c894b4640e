import { fromInstantText } from '../../domain/instant';
import { balancesOf } from '../../domain/fund/fund.rules';
import { afterDays, afterWorkingDays } from '../factories/plain-calendar';
import { REVIEWERS } from '../factories/round-play';
import { StoryPlay } from '../factories/story-play';
import { StoryWorld } from '../factories/story-world';

/** How much later than its instant a timer may be seen to fire: the server's own work, never a second deadline. */
const PROMPTLY_MS = 60_000;
const EVALUATORS = ['usr_e1', 'usr_e2', 'usr_e3'];

describe('a deadline by the built-in programme', () => {
  let world: StoryWorld;
  beforeAll(async () => {
    world = await StoryWorld.start({ skipsTime: true });
  });
  afterAll(() => world.close());

  const workingDays = (fromMs: number, amount: number): number =>
    afterWorkingDays(fromMs, amount, world.setting.calendar);

  /** The instant of the only fact of a type. */
  async function instantOf(id: string, type: string): Promise<number> {
    const facts = await world.factsOfType(id, type);
    expect(facts).toHaveLength(1);
    return fromInstantText(facts[0]?.at ?? '');
  }

  async function expectAt(id: string, type: string, dueAtMs: number): Promise<void> {
    const at = await instantOf(id, type);
    expect(at).toBeGreaterThanOrEqual(dueAtMs);
    expect(at).toBeLessThan(dueAtMs + PROMPTLY_MS);
  }

  it('of a correction lapses after three working days, and not a minute before', async () => {
    const play = await StoryPlay.open(world);
    const id = await play.submit();
    await play.screen(id, 'return');
    const dueAtMs = workingDays(await instantOf(id, 'screened'), 3);
    await world.passUntil(dueAtMs - PROMPTLY_MS);
    expect((await world.view('project', id)).stage).toBe('correction');
    await world.passUntil(dueAtMs + 1);
    await play.stage(id, 'rejected');
    await expectAt(id, 'correctionMissed', dueAtMs);
  });

  it('of a correction that came in time does nothing any more', async () => {
    const play = await StoryPlay.open(world);
    const id = await play.submit();
    await play.screen(id, 'return');
    await play.submit(2_900_000, id);
    await world.pass(30 * 86_400_000);
    expect((await world.view('project', id)).stage).toBe('screening');
    expect(await world.factsOfType(id, 'deadlinePassed')).toEqual([]);
  });

  it('of a review concludes it where the quorum has scored, and voids it where it has not', async () => {
    const play = await StoryPlay.open(world, { closesAtMs: (await world.now()) + 200 * 86_400_000 });
    await play.panel('desk');
    const [enough, few] = [await play.submit(), await play.submit()];
    for (const id of [enough, few]) {
      await play.screen(id);
      await play.seated(id, 'desk');
    }
    await play.score(enough, 'desk', 0.8, REVIEWERS.slice(0, 3));
    await play.score(few, 'desk', 0.8, REVIEWERS.slice(0, 2));
    const dueAtMs = workingDays(await instantOf(few, 'panelAssigned'), 10);
    await world.passUntil(dueAtMs - PROMPTLY_MS);
    expect((await world.view('project', enough)).stage).toBe('review');
    await world.passUntil(dueAtMs + 1);
    expect((await play.stage(enough, 'decision')).score).toBe(80);
    await world.until('project', few, ({ assessments }) => assessments[0]?.status === 'void');
    await expectAt(few, 'assessmentVoided', dueAtMs);

    await play.project(few, 'reopenAssessment', { stageKey: 'desk', reason: '人数不足' });
    await play.score(few, 'desk', 0.7, REVIEWERS.slice(2));
    expect((await play.stage(few, 'decision')).score).toBe(74.67);
  });

  it('of signing frees the award, and the next on the waitlist is promoted into a notice of its own', async () => {
    const play = await StoryPlay.open(world, { budgetFen: 3_000_000 });
    await play.panel('desk');
    const [first, second] = [await play.toDecision(), await play.toDecision()];
    await play.decide({ [first]: 3_000_000 }, { waitlist: [second] });
    await play.passNotice(first);
    const dueAtMs = workingDays(await instantOf(first, 'noticeEnded'), 10);
    await world.passUntil(dueAtMs - PROMPTLY_MS);
    expect((await world.view('project', second)).stage).toBe('waitlisted');
    await world.passUntil(dueAtMs + 1);
    await play.stage(first, 'declined');
    await expectAt(first, 'signingLapsed', dueAtMs);
    const promoted = await play.stage(second, 'notice');
    expect(promoted.award).toMatchObject({ amountFen: 3_000_000, fundId: play.fundId });
    const promotedAt = await instantOf(second, 'waitlistPromoted');
    expect(fromInstantText(promoted.noticeEndsAt ?? '')).toBe(workingDays(promotedAt, 5));
    const round = await world.view('round', play.roundId);
    expect(round.promotions.map(({ projectId }) => projectId)).toEqual([second]);
    expect(balancesOf(await world.view('fund', play.fundId))).toMatchObject({ reservedFen: 3_000_000 });
  });

  it('of milestones, reports, payments and the audit leaves its mark and stops what hangs on it', async () => {
    const play = await StoryPlay.open(world);
    await play.panel('desk');
    await play.panel('midterm', EVALUATORS);
    await play.panel('final', EVALUATORS);
    const id = await play.toDecision();
    await play.decide({ [id]: 3_000_000 });
    await play.passNotice(id);
    await play.sign(id);

    const paymentId = await play.paymentOf(id, 'first');
    const concludedAt = await instantOf(id, 'agreementConcluded');
    await world.passUntil(workingDays(concludedAt, 15) + 1);
    await world.until(
      'project',
      id,
      ({ deadlines }) => !deadlines.some(({ key }) => key === 'tranche:first'),
    );
    await expectAt(id, 'trancheLate', workingDays(concludedAt, 15));
    await world.until('payment', paymentId, ({ payBy }) => payBy === null);
    await expectAt(paymentId, 'paymentLate', workingDays(concludedAt, 15));
    await play.pay(id, 'first');

    const milestoneDueMs = afterDays(concludedAt, 120, world.setting.calendar);
    await world.passUntil(milestoneDueMs + 1);
    await world.until('project', id, ({ milestones }) => milestones[0]?.overdue === true);
    await expectAt(id, 'milestoneOverdue', milestoneDueMs);
    await play.reachMilestone(id, 'midterm', 1_000_000);

    const [opened] = (await world.factsOfType(id, 'assessmentOpened')).slice(-1);
    const reportDueMs = workingDays(fromInstantText(opened?.at ?? ''), 10);
    await world.passUntil(reportDueMs + 1);
    await world.until('project', id, ({ assessments }) => assessments.at(-1)?.status === 'failed');
    await expectAt(id, 'evaluationFailed', reportDueMs);
    await world.pass(60 * 86_400_000);
    const stopped = await world.view('project', id);
    expect(stopped.tranches.map(({ status }) => status)).toEqual(['paid', 'waiting', 'waiting']);

    await play.project(id, 'reopenAssessment', { stageKey: 'midterm', reason: '补交' });
    await play.evaluate(id, 'midterm');
    await play.pay(id, 'second');
    await play.reachMilestone(id, 'completion', 2_000_000);
    await play.evaluate(id, 'final');
    await play.stage(id, 'closeout');
    const auditDueMs = workingDays(await instantOf(id, 'closeoutEntered'), 20);
    await world.passUntil(auditDueMs + 1);
    await world.until('project', id, ({ deadlines }) => deadlines.every(({ key }) => key !== 'audit'));
    await expectAt(id, 'auditOverdue', auditDueMs);
    await play.audit(id);
    await play.pay(id, 'last');
    await play.stage(id, 'closed');
  });

  it('stands still while a project is suspended, and comes as much later as it stood', async () => {
    const play = await StoryPlay.open(world);
    const id = await play.submit();
    await play.screen(id, 'return');
    const dueAtMs = workingDays(await instantOf(id, 'screened'), 3);
    await play.project(id, 'suspend', { reason: '核查' });
    await world.pass(40 * 86_400_000);
    expect((await world.view('project', id)).stage).toBe('correction');
    await play.project(id, 'resume', { reason: '核查完毕' });
    const pausedMs = (await instantOf(id, 'projectResumed')) - (await instantOf(id, 'projectSuspended'));
    const [deadline] = (await world.view('project', id)).deadlines;
    expect(fromInstantText(deadline?.dueAt ?? '')).toBe(dueAtMs + pausedMs);
    await world.passUntil(dueAtMs + pausedMs + 1);
    await play.stage(id, 'rejected');
    await expectAt(id, 'correctionMissed', dueAtMs + pausedMs);
  });

  it('that was extended fires at the later instant only, and cannot be moved forward', async () => {
    const play = await StoryPlay.open(world);
    const id = await play.submit();
    await play.screen(id, 'return');
    const dueAtMs = workingDays(await instantOf(id, 'screened'), 3);
    const extend = (toMs: number) =>
      play.project(id, 'extend', {
        deadline: 'correction',
        dueAt: new Date(toMs).toISOString(),
        reason: '台风',
      });
    expect(await world.refusalOf(extend(dueAtMs - 1))).toBe('EXTENSION_NOT_LATER');
    const laterMs = dueAtMs + 7 * 86_400_000;
    await extend(laterMs);
    await world.passUntil(laterMs - PROMPTLY_MS);
    expect((await world.view('project', id)).stage).toBe('correction');
    await world.passUntil(laterMs + 1);
    await play.stage(id, 'rejected');
    await expectAt(id, 'correctionMissed', laterMs);
  });

  it('beyond the last published year is marked as provisional', async () => {
    const years = Object.keys(world.setting.calendar.years).map(Number);
    const unknown = Date.UTC(Math.max(...years) + 1, 5, 1);
    await world.passUntil(unknown);
    const late = await StoryPlay.open(world);
    const id = await late.submit();
    await late.screen(id, 'return');
    expect((await world.view('project', id)).deadlines[0]).toMatchObject({ provisional: true });
  });
});
