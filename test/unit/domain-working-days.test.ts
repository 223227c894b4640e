import { isWorkday } from 'chinese-days';
import { WorkingCalendar } from '../../contracts/calendar';
import { CN_CALENDAR } from '../../domain/calendar/state-council';
import { addDays, fromInstantText, toInstantText } from '../../domain/instant';
import { addDuration, countWorkingDays, isWorkingDay, type Reckoning } from '../../domain/working-days';

const LATER: Reckoning = { calendar: CN_CALENDAR, countFirstDay: false, offsetMinutes: 480 };
const FIRST: Reckoning = { ...LATER, countFirstDay: true };

const at = (local: string): number => fromInstantText(`${local}+08:00`);
const endOf = (date: string): number => at(`${date}T23:59:59.999`);

describe('the calendar of the State Council', () => {
  test('every day from 2010 to 2026 is worked or off as an independent source says', () => {
    for (let date = '2010-01-01'; date <= '2026-12-31'; date = addDays(date, 1))
      expect([date, isWorkingDay(date, CN_CALENDAR)]).toEqual([date, isWorkday(date)]);
  });

  test('it is valid by its contract, and each year names its notice', () => {
    expect(WorkingCalendar.parse(CN_CALENDAR)).toEqual(CN_CALENDAR);
    expect(Object.keys(CN_CALENDAR.years)).toHaveLength(17);
    for (const { notice } of Object.values(CN_CALENDAR.years))
      expect(notice).toMatch(/^国办发明电〔20\d\d〕\d+号/);
    expect(CN_CALENDAR.years['2026']?.notice).toBe('国办发明电〔2025〕7号');
  });

  test('it survives as JSON, as it must to reach a workflow', () => {
    expect(JSON.parse(JSON.stringify(CN_CALENDAR))).toEqual(CN_CALENDAR);
  });

  test.each([
    ['a day the year does not have', { off: ['02-29'], work: [] }],
    ['a day both off and worked', { off: ['10-01'], work: ['10-01'] }],
    ['a text that is no day', { off: ['1 October'], work: [] }],
  ])('an imported year with %s is refused', (_fault, days) => {
    expect(WorkingCalendar.safeParse({ years: { '2027': { notice: '', ...days } } }).success).toBe(false);
  });
});

describe('working days', () => {
  test.each([
    ['2021-08-18', '2021-08-24'],
    ['2026-02-12', '2026-02-25'],
    ['2025-09-26', '2025-10-09'],
  ])('5 of them from %s end with %s where the first day counts', (from, last) => {
    expect(addDuration(at(`${from}T10:00:00`), '5 working days', FIRST)).toEqual({
      dueAtMs: endOf(last),
      provisional: false,
    });
  });

  test('the first day does not count unless the programme says so', () => {
    expect(addDuration(at('2021-08-18T10:00:00'), '5 working days', LATER).dueAtMs).toBe(endOf('2021-08-25'));
  });

  test('a period that begins on a day off begins to count on the next working day', () => {
    expect(addDuration(at('2026-10-03T08:00:00'), '1 working day', FIRST).dueAtMs).toBe(endOf('2026-10-08'));
    expect(addDuration(at('2026-10-03T08:00:00'), '1 working day', LATER).dueAtMs).toBe(endOf('2026-10-08'));
  });

  test('a Saturday that is worked in exchange is the last day', () => {
    expect(addDuration(at('2026-10-09T08:00:00'), '1 working day', LATER).dueAtMs).toBe(endOf('2026-10-10'));
  });

  test('the day is that of Shanghai, though in UTC it is still the day before', () => {
    const fromMs = fromInstantText('2026-03-01T16:30:00Z');
    expect(addDuration(fromMs, '1 working day', LATER).dueAtMs).toBe(endOf('2026-03-03'));
  });

  test('2012-12-20 to 2012-12-26 holds five', () => {
    expect(countWorkingDays('2012-12-20', '2012-12-26', CN_CALENDAR)).toBe(5);
    expect(countWorkingDays('2012-12-26', '2012-12-20', CN_CALENDAR)).toBe(0);
  });

  test('2026 holds 248', () => {
    expect(countWorkingDays('2026-01-01', '2026-12-31', CN_CALENDAR)).toBe(248);
  });
});

describe('calendar days', () => {
  test('a period of days ends at 24:00 of its last day', () => {
    expect(toInstantText(addDuration(at('2026-03-02T09:00:00'), '30 days', LATER).dueAtMs)).toBe(
      '2026-04-01T15:59:59.999Z',
    );
  });

  test('a period that ends on a day off ends on the next working day', () => {
    expect(addDuration(at('2026-09-25T09:00:00'), '7 days', LATER).dueAtMs).toBe(endOf('2026-10-08'));
    expect(addDuration(at('2026-03-06T09:00:00'), '2 days', FIRST).dueAtMs).toBe(endOf('2026-03-09'));
  });

  test('a period that ends on a worked Saturday is not moved', () => {
    expect(addDuration(at('2026-05-02T09:00:00'), '7 days', LATER)).toEqual({
      dueAtMs: endOf('2026-05-09'),
      provisional: false,
    });
  });
});

describe('elapsed time', () => {
  test.each([
    ['2 seconds', 2000],
    ['90 minutes', 5_400_000],
    ['2 hours', 7_200_000],
  ])('%s are counted to the millisecond, on a holiday and in an unknown year too', (text, ms) => {
    const fromMs = at('2031-10-01T12:34:56.789');
    expect(addDuration(fromMs, text, LATER)).toEqual({ dueAtMs: fromMs + ms, provisional: false });
  });
});

describe('past the years published', () => {
  test('only weekends are off, and the deadline is provisional', () => {
    expect(addDuration(at('2027-09-30T09:00:00'), '1 working day', LATER)).toEqual({
      dueAtMs: endOf('2027-10-01'),
      provisional: true,
    });
    expect(addDuration(at('2026-12-20T09:00:00'), '20 days', LATER)).toEqual({
      dueAtMs: endOf('2027-01-11'),
      provisional: true,
    });
  });

  test('a deadline that a year not yet published cannot move is firm', () => {
    expect(addDuration(at('2026-12-21T09:00:00'), '5 working days', LATER)).toEqual({
      dueAtMs: endOf('2026-12-28'),
      provisional: false,
    });
  });

  test('the last three days of a year wait for the next notice, which has moved them before', () => {
    const { '2019': _next, ...years } = CN_CALENDAR.years;
    const until2018 = {
      ...LATER,
      calendar: { years: { ...years, '2018': { notice: '', off: [], work: [] } } },
    };
    expect(addDuration(at('2018-12-28T09:00:00'), '1 working day', until2018)).toEqual({
      dueAtMs: endOf('2018-12-31'),
      provisional: true,
    });
    expect(addDuration(at('2018-12-28T09:00:00'), '1 working day', LATER)).toEqual({
      dueAtMs: endOf('2018-12-29'),
      provisional: false,
    });
  });

  test('a gap between two known years makes what crosses it provisional', () => {
    const { '2025': _gap, ...years } = CN_CALENDAR.years;
    const gapped = { ...LATER, calendar: { years } };
    expect(addDuration(at('2025-12-31T09:00:00'), '3 working days', gapped).provisional).toBe(false);
    expect(addDuration(at('2025-12-30T09:00:00'), '4 working days', gapped).provisional).toBe(true);
  });

  test('importing the year moves the deadline and makes it firm', () => {
    const october = ['10-01', '10-04', '10-05', '10-06', '10-07'];
    const years = {
      ...CN_CALENDAR.years,
      '2027': { notice: 'made up for this test', off: october, work: ['10-09'] },
    };
    const imported = { ...LATER, calendar: { years } };
    expect(addDuration(at('2027-09-30T09:00:00'), '2 working days', imported)).toEqual({
      dueAtMs: endOf('2027-10-09'),
      provisional: false,
    });
  });
});
