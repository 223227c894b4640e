import { problemOf, sentenceOf } from '../../../api/http/problem';
import { ERROR_CODES, ERRORS } from '../../../contracts/errors';
import { DomainError } from '../../../domain/domain-error';

const at = { instance: '/api/v1/projects/prj_1/submit', language: 'zh' as const };

describe('a problem document', () => {
  it.each(ERROR_CODES)('of %s has a type, a title, a status and a sentence in both languages', (code) => {
    for (const language of ['zh', 'en'] as const) {
      const problem = problemOf({ code, params: {} }, { ...at, language });
      expect(problem).toMatchObject({ code, status: ERRORS[code].status, instance: at.instance });
      expect(problem.type).toBe(`urn:yichuang:error:${code}`);
      expect(problem.title).not.toBe(code);
      expect(problem.detail.length).toBeGreaterThan(2);
      expect(problem.detail).not.toMatch(/\{|\}/);
    }
  });

  it('fills its sentence, and lists in the manner of its language', () => {
    const params = { stage: 'draft', action: 'sign', allowed: ['submit', 'withdraw'] };
    expect(sentenceOf('ACTION_NOT_ALLOWED', params, 'zh')).toContain('submit、withdraw');
    expect(sentenceOf('ACTION_NOT_ALLOWED', params, 'en')).toContain('submit, withdraw');
  });

  it('says to machines too what the state allows, and nothing that its rule did not mean to say', () => {
    const error = new DomainError('ACTION_NOT_ALLOWED', {
      stage: 'draft',
      action: 'sign',
      allowed: ['submit'],
      status: 200,
      detail: 'spoofed',
    });
    const problem = problemOf(error, at);
    expect(problem).toMatchObject({ stage: 'draft', action: 'sign', allowed: ['submit'], status: 409 });
    expect(problem.detail).not.toContain('spoofed');
  });
});
