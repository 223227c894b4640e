/** `npm run export-history -- project:prj_… FILE`: a workflow's histories as JSON files that replay. */
import { writeFileSync } from 'node:fs';
import { WorkflowNotFoundError } from '@temporalio/client';
import { runCommand, UsageError } from './command/run-command';
import { withClient } from './command/with-client';
import { fileNames, readHistories } from './export-history/read-histories';

const WORKFLOW_ID = /^(project|round|fund|payment):[\w@-]+$/;

runCommand(async ({ config, words, say }) => {
  const [workflowId = '', file = '', ...more] = words;
  if (!WORKFLOW_ID.test(workflowId) || file === '' || more.length > 0)
    throw new UsageError('用法 / usage: npm run export-history -- (project|round|fund|payment):ID FILE');
  const histories = await withClient(config, (client) => readHistories(client, workflowId)).catch(
    (error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      throw new UsageError(`没有工作流 ${workflowId} / There is no workflow ${workflowId}`);
    },
  );
  const files = fileNames(file, histories.length);
  for (const [index, name] of files.entries()) {
    writeFileSync(name, `${histories[index]}\n`);
    say(`✓ ${name}`);
  }
  return true;
});
