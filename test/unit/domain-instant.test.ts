import {
  addDays,
  civilDateOf,
  endOfDay,
  fromInstantText,
  startOfDay,
  toEpochDay,
  toInstantText,
  weekdayOf,
} from '../../domain/instant';

const SHANGHAI = 480;

describe('instants as text', () => {
  test.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [-1, '1969-12-31T23:59:59.999Z'],
    [951_782_400_000, '2000-02-29T00:00:00.000Z'],
    [-62_167_219_200_000, '0000-01-01T00:00:00.000Z'],
    [253_402_300_799_999, '9999-12-31T23:59:59.999Z'],
  ])('%d ms reads %s, and back', (instantMs, text) => {
    expect(toInstantText(instantMs)).toBe(text);
    expect(fromInstantText(text)).toBe(instantMs);
  });

  test.each([
    ['2026-03-01T09:00:00+08:00', '2026-03-01T01:00:00.000Z'],
    ['2026-03-01T00:30:00+08:00', '2026-02-28T16:30:00.000Z'],
    ['2026-02-28T20:00:00-05:30', '2026-03-01T01:30:00.000Z'],
    ['2026-03-01T09:00:00.1239999+08:00', '2026-03-01T01:00:00.123Z'],
    ['2026-03-01T09:00:00.5Z', '2026-03-01T09:00:00.500Z'],
    ['2026-03-01T09:00Z', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01t09:00:00z', '2026-03-01T09:00:00.000Z'],
  ])('%s is the instant %s', (text, canonical) => {
    expect(toInstantText(fromInstantText(text))).toBe(canonical);
  });

  test.each([
    '2026-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:59:60Z',
    '2026-01-01T00:00:00',
    '2026-01-01 00:00:00Z',
    '2026-01-01',
    '',
  ])('"%s" is refused as no instant', (text) => {
    expect(() => fromInstantText(text)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  test.each([NaN, 0.5, Infinity, 253_402_300_800_000, -62_167_219_200_001])(
    '%d ms has no canonical text and is refused',
    (instantMs) => {
      expect(() => toInstantText(instantMs)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    },
  );
});

describe('civil dates', () => {
  test('in Shanghai a new date begins at 16:00 UTC, whatever the zone of the server', () => {
    expect(civilDateOf(fromInstantText('2026-02-28T15:59:59.999Z'), SHANGHAI)).toBe('2026-02-28');
    expect(civilDateOf(fromInstantText('2026-02-28T16:00:00.000Z'), SHANGHAI)).toBe('2026-03-01');
  });

  test('a day lasts from its first to its last millisecond', () => {
    expect(toInstantText(startOfDay('2026-03-01', SHANGHAI))).toBe('2026-02-28T16:00:00.000Z');
    expect(toInstantText(endOfDay('2026-03-01', SHANGHAI))).toBe('2026-03-01T15:59:59.999Z');
  });

  test('days are added across the ends of months, leap years and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-02-28', 1)).toBe('2025-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
  });

  test('weekdays count from Monday, before 1970 too', () => {
    expect(weekdayOf('1970-01-01')).toBe(4);
    expect(weekdayOf('1969-12-28')).toBe(7);
    expect(weekdayOf('1969-12-29')).toBe(1);
    expect(weekdayOf('2026-02-14')).toBe(6);
  });

  test.each(['2026-02-30', '2100-02-29', '2026-2-3', '26-02-03', 'yesterday'])(
    '"%s" is refused as no date',
    (date) => {
      expect(() => toEpochDay(date)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    },
  );
});
