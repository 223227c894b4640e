import type { ErrorCode } from '../contracts/errors';

export type ErrorParams = Record<string, string | number | boolean | string[]>;

/** A refusal by a rule: the code picks the sentence and the HTTP status, the params fill the sentence. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
  ) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'DomainError';
  }
}
