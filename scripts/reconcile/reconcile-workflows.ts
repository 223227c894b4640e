import type { Client } from '@temporalio/client';
import type { AggregateState } from '../../domain/aggregate';
import { hasEnded } from '../../domain/aggregates';
import type { Store } from '../../store/connect';
import { fromDocument, readView, viewsOf } from '../../store/views.repository';
import { inBatches } from '../verify-audit/in-batches';
import { lookAgain } from '../verify-audit/look-again';
import { compareWorkflow } from './compare-workflows';
import type { Finding } from './finding';

const KINDS = ['fund', 'round', 'project', 'payment'] as const;
/** Asked at once: a worker answers several queries at a time, and a wedged workflow takes its whole time limit. */
const AT_ONCE = 10;

/** The open read models of everything that a workflow keeps. */
async function* openViews(store: Store, onView: (ended: boolean) => void) {
  for (const aggregate of KINDS)
    for await (const document of viewsOf(store, aggregate).find().sort({ _id: 1 })) {
      const view = fromDocument<AggregateState>(document);
      const ended = hasEnded(aggregate, view);
      onView(ended);
      if (!ended) yield { aggregate, view };
    }
}

/** Compares every open read model with its workflow. What is moving at the moment is looked at again. */
export async function reconcileWorkflows(
  client: Client,
  store: Store,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<{ open: number; findings: Finding[] }> {
  const counts = await Promise.all(KINDS.map((kind) => viewsOf(store, kind).estimatedDocumentCount()));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const suspects: Finding[] = [];
  let done = 0;
  let open = 0;
  const onView = (ended: boolean): void => {
    done += 1;
    open += ended ? 0 : 1;
    onProgress(done, Math.max(done, total));
  };
  for await (const batch of inBatches(openViews(store, onView), AT_ONCE)) {
    const found = await Promise.all(
      batch.map(({ aggregate, view }) => compareWorkflow(client, aggregate, view)),
    );
    suspects.push(...found.flatMap((finding) => finding ?? []));
  }
  const findings = await lookAgain(suspects, async ({ aggregate, id }) => {
    const view = await readView<AggregateState>(store, aggregate, id);
    const finding = view && (await compareWorkflow(client, aggregate, view));
    return { finding, mayPass: finding !== null && finding.kind !== 'wedged' };
  });
  return { open, findings };
}
