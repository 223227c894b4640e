import type { WorkingCalendar } from '../../contracts/calendar';
import { CN_CALENDAR } from '../../domain/calendar/state-council';
import { fromInstantText } from '../../domain/instant';
import { APPLICANT } from '../factories/round-play';
import { afterWorkingDays, autumnAhead, isWorked, nineBefore } from '../factories/plain-calendar';
import { StoryPlay } from '../factories/story-play';
import { StoryWorld } from '../factories/story-world';

const DAY_MS = 86_400_000;
const PROMPTLY_MS = 60_000;

describe('over the National Day holiday', () => {
  let world: StoryWorld;
  let calendar: WorkingCalendar;
  let year: number;

  beforeAll(async () => {
    ({ calendar, year } = autumnAhead(CN_CALENDAR, Date.now()));
    world = await StoryWorld.start({ skipsTime: true, calendar });
    // The evening of 27 September: whatever five working days come next, the holiday lies among them.
    await world.passUntil(Date.UTC(year, 8, 27, 12));
  });
  afterAll(() => world.close());

  it('a notice of five working days goes by the days worked in exchange, and waits for its objections', async () => {
    const play = await StoryPlay.open(world);
    await play.panel('desk');
    const [plain, contested] = [await play.toDecision(), await play.toDecision()];
    await play.decide({ [plain]: 3_000_000, [contested]: 3_000_000 });
    const { decision } = await world.view('round', play.roundId);
    const endsAtMs = afterWorkingDays(fromInstantText(decision?.decidedAt ?? ''), 5, calendar);
    expect(endsAtMs).toBeGreaterThan(Date.UTC(year, 9, 7));
    expect(isWorked(Date.UTC(year, 9, 2, 4), calendar)).toBe(false);

    await play.project(contested, 'fileObjection', { objectionId: 'obj_1', person: 'x', statement: '异议' });
    await world.passUntil(endsAtMs - PROMPTLY_MS);
    expect((await world.view('project', plain)).stage).toBe('notice');
    await world.passUntil(endsAtMs + 1);
    await play.stage(plain, 'signing');
    await world.pass(3 * DAY_MS);
    expect((await world.view('project', contested)).stage).toBe('notice');
    const answer = { objectionId: 'obj_1', outcome: 'dismissed', reason: '不实' };
    await play.project(contested, 'answerObjection', answer);
    await play.stage(contested, 'signing');
    expect(await world.factsOfType(contested, 'noticeElapsed')).toHaveLength(1);
  });

  it('reminders come at nine on the working days before, and none once the deadline is met', async () => {
    const play = await StoryPlay.open(world);
    await play.panel('desk');
    const [late, prompt] = [await play.toDecision(), await play.toDecision()];
    await play.decide({ [late]: 3_000_000, [prompt]: 3_000_000 });
    await play.passNotice(late);
    await play.stage(prompt, 'signing');
    const { deadlines } = await world.view('project', late);
    const dueAtMs = fromInstantText(deadlines[0]?.dueAt ?? '');
    const reminders = [nineBefore(dueAtMs, 5, calendar), nineBefore(dueAtMs, 1, calendar)];
    for (const [index, atMs] of reminders.entries()) {
      await world.passUntil(atMs - PROMPTLY_MS);
      expect(await world.factsOfType(late, 'deadlineReminded')).toHaveLength(index);
      await world.passUntil(atMs + 1);
      await world.until('project', late, (project) => project.deadlines[0]?.reminders === index + 1);
      if (index === 0) await play.sign(prompt);
    }
    const facts = await world.factsOfType(late, 'deadlineReminded');
    facts.forEach(({ at }, index) => {
      expect(fromInstantText(at)).toBeGreaterThanOrEqual(reminders[index] ?? 0);
      expect(fromInstantText(at)).toBeLessThan((reminders[index] ?? 0) + PROMPTLY_MS);
    });
    await play.project(late, 'decline', { reason: '放弃' }, APPLICANT);
    const ofSigning = (await world.factsOfType(prompt, 'deadlineReminded')).filter(
      ({ data }) => (data as { key: string }).key === 'signing',
    );
    expect(ofSigning).toHaveLength(1);
  });
});
