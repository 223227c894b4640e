/** `npm run rebuild`: every read model from its ledger; with `-- --check` it only compares, and names what differs. */
import { runCommand, UsageError, type CommandContext } from './command/run-command';
import { compareViews } from './rebuild/compare-views';
import { describeDifference } from './rebuild/describe-difference';
import { rebuildViews } from './rebuild/rebuild-views';

const STEP = '比对读模型 / Comparing read models';

async function check({ store, progress, say }: CommandContext): Promise<boolean> {
  const onProgress = (done: number, total: number) => progress.show(STEP, done, total);
  const differences = await compareViews(store, { onProgress });
  progress.end();
  for (const difference of differences) say(`✗ ${describeDifference(difference)}`);
  say(
    differences.length === 0
      ? '✓ 全部读模型与账本一致 / Every read model is what its ledger leads to'
      : `✗ ${differences.length} 个读模型与账本不符，可用 npm run rebuild 重建 / ${differences.length} read models differ from their ledgers; npm run rebuild writes them anew`,
  );
  return differences.length === 0;
}

async function rebuild({ store, progress, say }: CommandContext): Promise<boolean> {
  const onProgress = (done: number, total: number) => progress.show(STEP, done, total);
  const { written, left } = await rebuildViews(store, { onProgress });
  progress.end();
  for (const difference of written) say(`✓ ${describeDifference(difference)}`);
  for (const difference of left) say(`✗ ${describeDifference(difference)}`);
  say(
    `${left.length === 0 ? '✓' : '✗'} 重建 ${written.length} 个读模型，其余一致 / ${written.length} read models were written anew, the others were as they are`,
  );
  if (left.length > 0)
    say(
      `✗ ${left.length} 个未改动：账本有缺，先运行 npm run verify-audit / ${left.length} were left as they are: their ledgers are at fault, run npm run verify-audit first`,
    );
  return left.length === 0;
}

runCommand(async (context) => {
  const [word, ...more] = context.words;
  if (more.length > 0 || (word !== undefined && word !== '--check'))
    throw new UsageError('用法 / usage: npm run rebuild [-- --check]');
  return word === '--check' ? check(context) : rebuild(context);
});
