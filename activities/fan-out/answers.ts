import { Context } from '@temporalio/activity';
import { isEnded, type Stage } from '../../domain/project/project-lifecycle';
import type { RoundDecision } from '../../domain/round/round.state';
import type { Store } from '../../store/connect';
import { viewsOf } from '../../store/views.repository';
import type { Addressee } from './addressees';

/** A project answers in milliseconds; one whose worker was killed within the workflow task timeout of 5 s. */
const POLL_MS = 50;
/** A message is sent again after this time; its id makes that harmless. */
const REPEAT_AFTER_MS = 15_000;

type Answer = 'applied' | 'left' | 'pending';

async function readAnswers(
  store: Store,
  decisionId: string,
  projectIds: string[],
): Promise<Map<string, Answer>> {
  const views = await viewsOf(store, 'project')
    .find({ _id: { $in: projectIds } }, { projection: { stage: 1, 'decision.decisionId': 1, version: 1 } })
    .toArray();
  return new Map(
    views.map((view) => {
      const { decision, stage } = view as unknown as {
        decision?: { decisionId?: string } | null;
        stage: Stage;
      };
      if (decision?.decisionId === decisionId) return [view._id, 'applied'];
      return [view._id, isEnded(stage) ? 'left' : 'pending'];
    }),
  );
}

/**
 * Waits until each project of a batch has the decision on its own ledger, or has left. Who has left is an exception of
 * the round, named with the money that is free again; nobody is passed over in silence.
 */
export async function awaitAnswers(
  store: Store,
  { decisionId }: { decisionId: string },
  batch: Addressee[],
  { send, beat }: { send: (to: Addressee) => Promise<boolean>; beat: () => void },
): Promise<RoundDecision['exceptions']> {
  let sentAt = Date.now();
  for (;;) {
    const answers = await readAnswers(
      store,
      decisionId,
      batch.map(({ projectId }) => projectId),
    );
    const pending = batch.filter(({ projectId }) => (answers.get(projectId) ?? 'pending') === 'pending');
    if (pending.length === 0) {
      const left = batch.filter(({ projectId }) => answers.get(projectId) === 'left');
      return left.flatMap(({ line }) => (line ? [line] : []));
    }
    // Keeps the server from taking a slow batch for a dead worker, and tells us when the activity is cancelled.
    beat();
    await Context.current().sleep(POLL_MS);
    if (Date.now() - sentAt < REPEAT_AFTER_MS) continue;
    sentAt = Date.now();
    await Promise.all(pending.map(send));
  }
}
