import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentenceOf } from '../../api/http/problem';
import { ERROR_CODES, ERRORS } from '../../contracts/errors';
import { describeErrors } from '../../scripts/error-docs/describe-errors';

test('docs/errors.md says what the table of errors says', () => {
  const page = readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8');
  expect(page).toBe(describeErrors());
});

test.each(ERROR_CODES)('%s has the same places to fill in both languages', (code) => {
  const placesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  expect(placesIn(ERRORS[code].en)).toEqual(placesIn(ERRORS[code].zh));
});

test('a sentence is filled from the refusal, lists in the manner of the language', () => {
  const params = { stage: 'review', action: 'sign', allowed: ['withdraw', 'extend'] };
  expect(sentenceOf('ACTION_NOT_ALLOWED', params, 'zh')).toBe(
    '当前阶段「review」不允许「sign」，可以：withdraw、extend',
  );
  expect(sentenceOf('ACTION_NOT_ALLOWED', params, 'en')).toBe(
    'The stage "review" does not allow "sign"; it allows: withdraw, extend',
  );
});
