import fc from 'fast-check';
import {
  addDays,
  civilDateOf,
  fromEpochDay,
  fromInstantText,
  startOfDay,
  toEpochDay,
  toInstantText,
  weekdayOf,
} from '../../domain/instant';

const instantMs = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });
const epochDay = fc.integer({ min: -719_528, max: 2_932_896 });

const shown = (offsetMinutes: number): string => {
  const minutes = Math.abs(offsetMinutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

test('every instant of a four-digit year reads as the platform calendar reads it', () => {
  fc.assert(
    fc.property(instantMs, (ms) => {
      expect(toInstantText(ms)).toBe(new Date(ms).toISOString());
      expect(fromInstantText(toInstantText(ms))).toBe(ms);
    }),
    { numRuns: 2000 },
  );
});

test('an instant stays the same whichever offset it is written in', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_102_444_800_000 }),
      fc.integer({ min: -840, max: 840 }),
      (ms, offsetMinutes) => {
        const local = new Date(ms + offsetMinutes * 60_000).toISOString().replace('Z', shown(offsetMinutes));
        expect(fromInstantText(local)).toBe(ms);
      },
    ),
  );
});

test('every day of two 400-year cycles has the date and the weekday that the platform gives it', () => {
  for (let day = -146_097; day < 146_097; day += 1) {
    const date = new Date(day * 86_400_000);
    const text = date.toISOString().slice(0, 10);
    if (fromEpochDay(day) !== text || toEpochDay(text) !== day || weekdayOf(text) % 7 !== date.getUTCDay())
      throw new Error(`${text} differs`);
  }
});

test('adding days and taking them away again ends where it began', () => {
  fc.assert(
    fc.property(epochDay, fc.integer({ min: -9999, max: 9999 }), (day, days) => {
      fc.pre(day + days >= -719_528 && day + days <= 2_932_896);
      expect(addDays(addDays(fromEpochDay(day), days), -days)).toBe(fromEpochDay(day));
    }),
  );
});

test('an instant lies within its own civil date in any zone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_102_444_800_000 }),
      fc.integer({ min: -840, max: 840 }),
      (ms, offsetMinutes) => {
        const start = startOfDay(civilDateOf(ms, offsetMinutes), offsetMinutes);
        expect(ms - start).toBeGreaterThanOrEqual(0);
        expect(ms - start).toBeLessThan(86_400_000);
      },
    ),
  );
});
