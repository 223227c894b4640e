import type { z } from 'zod';
import { en, zhCN } from 'zod/locales';
import type { InputFault } from './problem';
import type { Language } from './language';

/** Input that does not fit: every fault with its path, none of them acted upon. */
export class InputError extends Error {
  constructor(readonly issues: readonly z.core.$ZodIssue[]) {
    super('the input does not fit');
    this.name = 'InputError';
  }
}

const LOCALES = { zh: zhCN().localeError, en: en().localeError };

/** `budget`, `lines`, 2, `grant` read as `budget.lines[2].grant`. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');

function messageOf(issue: z.core.$ZodIssue, language: Language): string {
  if (issue.code === 'custom') return issue.message;
  const said = LOCALES[language](issue as never);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
}

/** The faults of an input in the reader's language. */
export const faultsOf = ({ issues }: InputError, language: Language): InputFault[] =>
  issues.map((issue) => ({
    path: pathOf(issue.path),
    code: issue.code,
    message: messageOf(issue, language),
  }));
