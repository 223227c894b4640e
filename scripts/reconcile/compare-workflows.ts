import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { AggregateKind } from '../../contracts/fact';
import { hasEnded } from '../../domain/aggregates';
import { positionQuery } from '../../workflows/engine/messages';
import type { Finding, FindingKind } from './finding';

/** A read model as the reconciler reads it: the whole view, its id and its version. */
export interface StoredView {
  id: string;
  version: number;
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
      return found(
        'lost',
        `读模型未结束，工作流已是 ${status.name} / the read model is open, the workflow is ${status.name}`,
      );
    const attempts = raw.pendingWorkflowTask?.attempt ?? 1;
    if (attempts >= WEDGED_ATTEMPTS)
      return found('wedged', `任务已失败 ${attempts} 次 / its task has failed ${attempts} times`);
    const position = await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
      handle.query(positionQuery),
    );
    if (position.recordedSeq < position.version)
      return found(
        'stale',
        `已决定到 ${position.version}，已记录到 ${position.recordedSeq} / decided up to ${position.version}, recorded up to ${position.recordedSeq}`,
      );
    if (position.version > view.version)
      return found(
        'stale',
        `工作流在 ${position.version}，读模型在 ${view.version} / the workflow is at ${position.version}, the read model at ${view.version}`,
      );
    return null;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError)
      return found('lost', '读模型未结束，没有工作流 / the read model is open, there is no workflow');
    return found('wedged', `没有应答 / it does not answer: ${String(error)}`);
  }
}
