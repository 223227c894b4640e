import { DurationText } from '../../contracts/primitives';
import { DURATION_PATTERN, parseDuration, scaleToSeconds } from '../../domain/duration';

test.each([
  ['5 working days', { amount: 5, unit: 'workingDay' }],
  ['1 working day', { amount: 1, unit: 'workingDay' }],
  ['30 days', { amount: 30, unit: 'day' }],
  ['1 day', { amount: 1, unit: 'day' }],
  ['2 hours', { amount: 2, unit: 'hour' }],
  ['90 minutes', { amount: 90, unit: 'minute' }],
  ['2 seconds', { amount: 2, unit: 'second' }],
])('"%s" is read with its amount and unit', (text, duration) => {
  expect(parseDuration(text)).toEqual(duration);
});

const NO_DURATIONS = [
  '0 days',
  '-1 days',
  '1.5 days',
  '10000 days',
  '5 Days',
  '5  days',
  'days',
  '5',
  '5 weeks',
  '',
  '5 working hours',
  '5 days ',
];

test.each(NO_DURATIONS)('"%s" is refused as no duration', (text) => {
  expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

test('the contract lets through exactly the texts the rules can read', () => {
  const readable = new RegExp(DURATION_PATTERN);
  const units = [
    'working day',
    'working days',
    'day',
    'days',
    'hour',
    'hours',
    'minute',
    'minutes',
    'second',
    'seconds',
  ];
  const texts = [
    ...NO_DURATIONS,
    ...units.flatMap((unit) => [`1 ${unit}`, `9999 ${unit}`, `05 ${unit}`, `10000 ${unit}`]),
  ];
  for (const text of texts)
    expect([text, DurationText.safeParse(text).success]).toEqual([text, readable.test(text)]);
});

test.each([
  ['5 working days', '5 seconds'],
  ['1 working day', '1 seconds'],
  ['30 days', '30 seconds'],
  ['2 hours', '1 seconds'],
  ['90 minutes', '1 seconds'],
  ['2 seconds', '2 seconds'],
])('a demonstration shortens "%s" to "%s"', (text, scaled) => {
  expect(scaleToSeconds(text)).toBe(scaled);
});
