import { ERROR_CODES, ERRORS } from '../../contracts/errors';

const HEAD = `# Errors

Every refusal is an RFC 9457 problem (\`application/problem+json\`) with \`type\`, \`title\`, \`status\`, \`detail\`, \`instance\` and
\`code\`; its language follows \`Accept-Language\` (zh-CN unless en is asked for). Bad input adds \`errors: [{ path, code,
message }]\`; a refusal by the state adds \`stage\` or \`phase\`, \`action\` and \`allowed\`; 429 and 503 add \`Retry-After\`.
In a sentence, \`{name}\` is filled from the refusal. This page is made from \`contracts/errors.ts\` by
\`scripts/write-error-docs.ts\`; a test compares the two.
`;

const row = (code: (typeof ERROR_CODES)[number]): string => {
  const { zh, en } = ERRORS[code];
  return `| \`${code}\` | ${zh} | ${en} |`;
};

const sectionOf = (status: number): string => {
  const codes = ERROR_CODES.filter((code) => ERRORS[code].status === status).sort();
  return [`## ${status}`, '', '| code | 中文 | English |', '| --- | --- | --- |', ...codes.map(row)].join(
    '\n',
  );
};

/** The page of all errors, by HTTP status. */
export function describeErrors(): string {
  const statuses = [...new Set(ERROR_CODES.map((code) => ERRORS[code].status))].sort((a, b) => a - b);
  return `${[HEAD.trimEnd(), ...statuses.map(sectionOf)].join('\n\n')}\n`;
}
