import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { AggregateKind } from '../../contracts/fact';
import { hasEnded } from '../../domain/aggregates';
import { positionQuery } from '../../workflows/engine/messages';

/** A read model as the reconciler reads it: the whole view, its id and its version. */
export interface StoredView {
  id: string;
  version: number;
}

export type FindingKind = 'wedged' | 'lost' | 'stale';

/** One disagreement between the engine and the store, in words that name the aggregate. */
export interface Finding {
  kind: FindingKind;
  aggregate: AggregateKind;
  id: string;
  detail: string;
}

/** A workflow task that failed this often fails for a reason of its own, not for a worker that was restarted. */
const WEDGED_ATTEMPTS = 3;
/** A worker that answers at all answers within this time; longer, and the workflow counts as wedged. */
const ANSWER_WITHIN_MS = 10_000;

/** Compares one aggregate's workflow with its read model. Null where they agree. */
export async function compareWorkflow(
  client: Client,
  aggregate: AggregateKind,
  view: StoredView,
): Promise<Finding | null> {
  if (hasEnded(aggregate, view)) return null;
  const handle = client.workflow.getHandle(`${aggregate}:${view.id}`);
  const found = (kind: FindingKind, detail: string): Finding => ({ kind, aggregate, id: view.id, detail });
  try {
    const { status, raw } = await handle.describe();
    if (status.name !== 'RUNNING')
      return found('lost', `the read model is open, the workflow is ${status.name}`);
    const attempts = raw.pendingWorkflowTask?.attempt ?? 1;
    if (attempts >= WEDGED_ATTEMPTS) return found('wedged', `its task has failed ${attempts} times`);
    const position = await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
      handle.query(positionQuery),
    );
    if (position.recordedSeq < position.version)
      return found('stale', `decided up to ${position.version}, recorded up to ${position.recordedSeq}`);
    if (position.version > view.version)
      return found('stale', `the workflow is at ${position.version}, the read model at ${view.version}`);
    return null;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError)
      return found('lost', 'the read model is open, there is no workflow');
    return found('wedged', `it does not answer: ${String(error)}`);
  }
}
