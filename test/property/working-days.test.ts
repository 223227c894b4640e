import fc from 'fast-check';
import { CN_CALENDAR } from '../../domain/calendar/state-council';
import { addDays, civilDateOf, startOfDay } from '../../domain/instant';
import { addDuration, countWorkingDays, isWorkingDay } from '../../domain/working-days';

const OFFSET = 480;
const fromMs = fc
  .integer({ min: 0, max: 16 * 365 })
  .chain((day) => fc.nat(86_399_999).map((ms) => startOfDay(addDays('2010-01-01', day), OFFSET) + ms));
const reckoning = fc
  .boolean()
  .map((countFirstDay) => ({ calendar: CN_CALENDAR, countFirstDay, offsetMinutes: OFFSET }));
const amount = fc.integer({ min: 1, max: 60 });

test('a deadline in days or working days falls on a working day, later than its beginning', () => {
  fc.assert(
    fc.property(
      fromMs,
      amount,
      fc.constantFrom('days', 'working days'),
      reckoning,
      (from, count, unit, rules) => {
        const { dueAtMs } = addDuration(from, `${count} ${unit}`, rules);
        expect(isWorkingDay(civilDateOf(dueAtMs, OFFSET), CN_CALENDAR)).toBe(true);
        expect(dueAtMs).toBeGreaterThanOrEqual(from);
      },
    ),
  );
});

test('as many working days lie up to a deadline as the period asks for', () => {
  fc.assert(
    fc.property(fromMs, amount, reckoning, (from, count, rules) => {
      const begun = civilDateOf(from, OFFSET);
      const first = rules.countFirstDay ? begun : addDays(begun, 1);
      const { dueAtMs } = addDuration(from, `${count} working days`, rules);
      expect(countWorkingDays(first, civilDateOf(dueAtMs, OFFSET), CN_CALENDAR)).toBe(count);
    }),
  );
});

test('a longer period never ends before a shorter one', () => {
  fc.assert(
    fc.property(
      fromMs,
      amount,
      fc.constantFrom('days', 'working days'),
      reckoning,
      (from, count, unit, rules) => {
        const shorter = addDuration(from, `${count} ${unit}`, rules).dueAtMs;
        expect(addDuration(from, `${count + 1} ${unit}`, rules).dueAtMs).toBeGreaterThanOrEqual(shorter);
      },
    ),
  );
});
