import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';

/** A workflow that renews itself has a history for each of its runs; no journey has more than this. */
const MOST_RUNS = 1_000;

/** The histories of all runs of a workflow that Temporal still has, the first run first, as JSON that replays. */
export async function readHistories(client: Client, workflowId: string): Promise<string[]> {
  const histories: string[] = [];
  let runId: string | undefined;
  while (histories.length < MOST_RUNS) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    histories.unshift(historyToJSON(history));
    const before = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
    if (!before) return histories;
    runId = before;
  }
  return histories;
}

/** Where each run's history goes: the file that was named, with the run's number where there are several. */
export const fileNames = (file: string, runs: number): string[] =>
  runs === 1
    ? [file]
    : Array.from({ length: runs }, (_, index) => file.replace(/(\.json)?$/, `-${index + 1}.json`));
