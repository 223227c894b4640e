import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

const { EventType } = temporal.api.enums.v1;
type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** What one workflow costs its server, all its runs together. */
export interface HistoryCost {
  events: number;
  actions: number;
  bytes: number;
  runs: number;
}

export const NO_COST: HistoryCost = { events: 0, actions: 0, bytes: 0, runs: 0 };

export const subtractCosts = (whole: HistoryCost, part: HistoryCost): HistoryCost => ({
  events: whole.events - part.events,
  actions: whole.actions - part.actions,
  bytes: whole.bytes - part.bytes,
  runs: whole.runs - part.runs,
});

export const addCosts = (left: HistoryCost, right: HistoryCost): HistoryCost => ({
  events: left.events + right.events,
  actions: left.actions + right.actions,
  bytes: left.bytes + right.bytes,
  runs: left.runs + right.runs,
});

/**
 * Events that are one action each, by Temporal Cloud's price list (docs.temporal.io/cloud/actions): a started run, be
 * it by a client, as a child or by continuing as new; an update that was taken; a signal, counted where it arrives; a
 * timer; a change of search attributes or of the memo. An update that its validator refused is an action too, but leaves
 * no event: it is not in these counts.
 */
const ONE_ACTION = new Set([
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED,
  EventType.EVENT_TYPE_TIMER_STARTED,
  EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES,
  EventType.EVENT_TYPE_WORKFLOW_PROPERTIES_MODIFIED,
]);

const LOCAL_ACTIVITY_MARKER = 'core_local_activity';

/** An activity is an action at each of its attempts; the started event tells which attempt it was at the end. */
const attemptsOf = (event: HistoryEvent): number => event.activityTaskStartedEventAttributes?.attempt ?? 0;

/** All local activities of one workflow task are one action together, so they are counted by their task. */
const countLocalActivityTasks = (events: readonly HistoryEvent[]): number => {
  const tasks = events
    .map((event) => event.markerRecordedEventAttributes)
    .filter((marker) => marker?.markerName === LOCAL_ACTIVITY_MARKER)
    .map((marker) => String(marker?.workflowTaskCompletedEventId));
  return new Set(tasks).size;
};

/** The actions that a run's events stand for. */
const countActions = (events: readonly HistoryEvent[]): number =>
  events.filter(({ eventType }) => eventType != null && ONE_ACTION.has(eventType)).length +
  events.reduce((sum, event) => sum + attemptsOf(event), 0) +
  countLocalActivityTasks(events);

interface RunCost {
  cost: HistoryCost;
  /** The run that this one continues. */
  previousRunId: string | undefined;
}

async function measureRun(client: Client, workflowId: string, runId: string | undefined): Promise<RunCost> {
  const handle = client.workflow.getHandle(workflowId, runId);
  const [{ raw }, history] = await Promise.all([handle.describe(), handle.fetchHistory()]);
  const events = history.events ?? [];
  const bytes = Number(raw.workflowExecutionInfo?.historySizeBytes ?? 0);
  const started = events[0]?.workflowExecutionStartedEventAttributes;
  return {
    cost: { events: events.length, actions: countActions(events), bytes, runs: 1 },
    previousRunId: started?.continuedExecutionRunId || undefined,
  };
}

/** Counts one workflow from its last run back to its first. Bytes are the server's own figure. */
export async function measureHistory(client: Client, workflowId: string): Promise<HistoryCost> {
  let run = await measureRun(client, workflowId, undefined);
  let total = run.cost;
  while (run.previousRunId !== undefined) {
    run = await measureRun(client, workflowId, run.previousRunId);
    total = addCosts(total, run.cost);
  }
  return total;
}
