import type { Finding } from '../checks/finding';

/** What was checked, a line each: what does not hold stands out. */
export const formatFindings = (findings: readonly Finding[]): string =>
  findings.map(({ isTrue, what, detail }) => `  ${isTrue ? '✓' : '✗'} ${what} · ${detail}`).join('\n');
