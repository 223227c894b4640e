/** `npm run reconcile`: workflows against read models, and what aggregates have promised each other. */
import { runCommand } from './command/run-command';
import { withClient } from './command/with-client';
import { describeFinding } from './reconcile/finding';
import { reconcilePromises } from './reconcile/reconcile-promises';
import { reconcileWorkflows } from './reconcile/reconcile-workflows';

runCommand(async ({ config, store, progress, say }) => {
  const workflows = await withClient(config, (client) =>
    reconcileWorkflows(client, store, (done, total) =>
      progress.show('核对工作流 / Comparing workflows', done, total),
    ),
  );
  const promises = await reconcilePromises(store, (done, total) =>
    progress.show('核对承诺 / Comparing promises', done, total),
  );
  progress.end();
  const findings = [...workflows.findings, ...promises.findings];
  for (const finding of findings) say(`✗ ${describeFinding(finding)}`);
  const { open } = workflows;
  const { rounds } = promises;
  say(
    findings.length === 0
      ? `✓ 一致：${open} 个进行中的工作流、${rounds} 个轮次 / All agree: ${open} open workflows, ${rounds} rounds`
      : `✗ ${findings.length} 处不符，共核对 ${open} 个工作流、${rounds} 个轮次 / ${findings.length} findings in ${open} open workflows and ${rounds} rounds`,
  );
  return findings.length === 0;
});
