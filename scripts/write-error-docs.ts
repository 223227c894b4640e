/** `node dist/scripts/write-error-docs.js`: writes docs/errors.md from the one table of errors. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeErrors } from './error-docs/describe-errors';

writeFileSync(join(process.cwd(), 'docs', 'errors.md'), describeErrors());
process.stdout.write('docs/errors.md\n');
