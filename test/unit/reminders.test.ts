import { CN_CALENDAR } from '../../domain/calendar/state-council';
import { dueDates } from '../../domain/due-dates';
import { fromInstantText, toInstantText } from '../../domain/instant';
import { toDemonstration } from '../../domain/programmes/demo-durations';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import { nearestTimer } from '../../domain/timers';
import { instantBefore } from '../../domain/working-days';
import { actorOf, World } from '../factories/world';
import {
  FINANCE,
  MANAGER,
  decide,
  openRound,
  pay,
  projectId,
  screen,
  sign,
  submit,
  toDecision,
} from '../factories/round-play';

const SHANGHAI = { calendar: CN_CALENDAR, countFirstDay: false, offsetMinutes: 480 };
const SYSTEM = actorOf('project', 'manager');
const ID = projectId(1);

const before = (due: string, duration: string): string =>
  toInstantText(instantBefore(fromInstantText(due), duration, SHANGHAI));

describe('the instant before a deadline', () => {
  it.each([
    // 2026-02-15 to 2026-02-23 are days off, 2026-02-14 is worked for them.
    ['2026-02-25T23:59:59.999+08:00', '1 working day', '2026-02-24T09:00:00+08:00'],
    ['2026-02-25T23:59:59.999+08:00', '2 working days', '2026-02-14T09:00:00+08:00'],
    ['2026-02-25T23:59:59.999+08:00', '2 days', '2026-02-23T09:00:00+08:00'],
    ['2026-03-10T12:00:00+08:00', '90 minutes', '2026-03-10T10:30:00+08:00'],
  ])('of %s, %s earlier, is %s', (due, duration, expected) => {
    expect(before(due, duration)).toBe(toInstantText(fromInstantText(expected)));
  });
});

describe('the reminders of a deadline', () => {
  const nowMs = fromInstantText('2026-03-02T10:00:00+08:00');

  it('are those of the programme that are still to come, in order', () => {
    const { remindAt } = dueDates(VENTURE_GRANT, CN_CALENDAR, nowMs).deadline('signing', '10 working days');
    // Ten working days from 2 March end on the 16th.
    expect(remindAt).toEqual([
      toInstantText(fromInstantText('2026-03-09T09:00:00+08:00')),
      toInstantText(fromInstantText('2026-03-13T09:00:00+08:00')),
    ]);
  });

  it('are left out where the deadline is nearer than they are', () => {
    const { remindAt } = dueDates(VENTURE_GRANT, CN_CALENDAR, nowMs).deadline('correction', '3 working days');
    expect(remindAt).toEqual([toInstantText(fromInstantText('2026-03-04T09:00:00+08:00'))]);
  });

  it('disturb no demonstration, where an hour is enough for everything', () => {
    const demo = toDemonstration(VENTURE_GRANT, 'demo');
    expect(dueDates(demo, CN_CALENDAR, nowMs).deadline('signing', demo.signing.within)).not.toHaveProperty(
      'remindAt',
    );
  });
});

describe('a project whose people are slow', () => {
  const remindAll = (world: World): number => {
    let count = 0;
    for (;;) {
      const timer = nearestTimer(world.project(ID).deadlines);
      if (timer?.command !== 'remind') return count;
      world.nowMs = fromInstantText(timer.at);
      world.send('project', ID, 'remind', { key: timer.key }, SYSTEM);
      count += 1;
    }
  };
  const returned = (): World => {
    const world = openRound(new World());
    submit(world, ID);
    screen(world, ID, 'return');
    return world;
  };

  it('has them reminded before the deadline passes, and the task says how often', () => {
    const world = returned();
    expect(remindAll(world)).toBe(1);
    const tasks = world.view('project', ID).tasks;
    expect(tasks).toEqual([expect.objectContaining({ kind: 'correct', reminders: 1 })]);
    expect(world.passDeadline('project', ID)).toBe('correction');
    expect(world.project(ID).stage).toBe('rejected');
  });

  it('reminds nobody of a deadline that was met', () => {
    const world = returned();
    const timer = nearestTimer(world.project(ID).deadlines);
    submit(world, ID);
    world.nowMs = fromInstantText(timer?.at ?? '');
    expect(world.send('project', ID, 'remind', { key: 'correction' }, SYSTEM)).toEqual([]);
  });

  it('counts reminders anew from a deadline that was extended', () => {
    const world = returned();
    remindAll(world);
    const dueAt = '2026-03-20T18:00:00+08:00';
    world.send('project', ID, 'extend', { deadline: 'correction', dueAt, reason: '汛期' }, MANAGER);
    expect(remindAll(world)).toBe(2);
  });

  it('keeps the time that was left to a reminder over a suspension', () => {
    const world = returned();
    const [first] = world.project(ID).deadlines;
    world.send('project', ID, 'suspend', { reason: '核查' }, MANAGER);
    world.nowMs += 3_600_000;
    world.send('project', ID, 'resume', { reason: '核查完毕' }, MANAGER);
    const [shifted] = world.project(ID).deadlines;
    const delta = (later = '', earlier = ''): number => fromInstantText(later) - fromInstantText(earlier);
    expect(delta(shifted?.remindAt?.[0], first?.remindAt?.[0])).toBe(3_600_000);
  });
});

it('a payment minds its own reminders, and the project it belongs to none of them', () => {
  const world = openRound(new World());
  toDecision(world, ID);
  decide(world, { [ID]: 3_000_000 });
  world.passDeadline('project', ID);
  sign(world, ID);
  const { tranches, deadlines } = world.project(ID);
  const paymentId = tranches[0]?.paymentId ?? '';
  expect(deadlines.find(({ key }) => key === 'tranche:first')).not.toHaveProperty('remindAt');
  const timer = nearestTimer([world.payment(paymentId).payBy ?? { key: '', dueAt: '', provisional: false }]);
  world.nowMs = fromInstantText(timer?.at ?? '');
  world.send('payment', paymentId, 'remind', { key: 'tranche:first' }, FINANCE);
  expect(world.view('payment', paymentId).tasks).toEqual([expect.objectContaining({ reminders: 1 })]);
  pay(world, ID, 'first');
  expect(world.payment(paymentId).status).toBe('posted');
});
