import { workflowInfo } from '@temporalio/workflow';

/**
 * The workflow's time in epoch milliseconds: the instant its current task began, the same in every replay.
 * It is the only clock of the workflows; rules get it as an argument.
 */
export function nowMs(): number {
  void workflowInfo();
  return globalThis.Date.now();
}
