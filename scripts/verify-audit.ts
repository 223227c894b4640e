/** `npm run verify-audit`: every ledger verified; a changed, missing, inserted or reordered fact is named. */
import { runCommand } from './command/run-command';
import { describeFault } from './verify-audit/ledger-fault';
import { verifyLedger } from './verify-audit/verify-ledger';

runCommand(async ({ store, progress, say }) => {
  const { facts, aggregates, faults } = await verifyLedger(store, {
    onProgress: (done, total) => progress.show('核验账本 / Verifying', done, total),
  });
  progress.end();
  for (const fault of faults) say(`✗ ${describeFault(fault)}`);
  if (faults.length === 0)
    say(
      `✓ 账本完好：${aggregates} 个账本、${facts} 条事实 / The ledgers are sound: ${aggregates} ledgers, ${facts} facts`,
    );
  else
    say(
      `✗ ${faults.length} 处问题，共核验 ${facts} 条事实 / ${faults.length} faults in ${facts} facts of ${aggregates} ledgers`,
    );
  return faults.length === 0;
});
