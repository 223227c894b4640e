import { sleep } from '@temporalio/workflow';
import { fundWorkflow as unchanged } from '../../workflows/fund/fund.workflow';

/** The fund as somebody might change it without `patched`: a timer before all else. Only the replay test runs it. */
export async function fundWorkflow(start: Parameters<typeof unchanged>[0]): Promise<void> {
  await sleep('1 second');
  await unchanged(start);
}
