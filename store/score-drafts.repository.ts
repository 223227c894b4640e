import type { Store } from './connect';

export interface ScoreDraft {
  scores: Record<string, number>;
  comment: string;
  recommendation: string;
}

type ScoreDraftDocument = ScoreDraft & { _id: string };

const draftsOf = (store: Store) => store.db.collection<ScoreDraftDocument>('scoreDrafts');
const idOf = (projectId: string, stageKey: string, reviewerId: string): string =>
  `${projectId}:${stageKey}:${reviewerId}`;

export async function keepScoreDraft(
  store: Store,
  place: { projectId: string; stageKey: string; reviewerId: string },
  draft: ScoreDraft,
): Promise<void> {
  const _id = idOf(place.projectId, place.stageKey, place.reviewerId);
  await draftsOf(store).updateOne({ _id }, { $set: draft }, { upsert: true });
}

/** A reviewer's unfinished scores of a project, by stage; one query for all stages. */
export async function readScoreDrafts(
  store: Store,
  projectId: string,
  stageKeys: string[],
  reviewerId: string,
): Promise<Record<string, ScoreDraft>> {
  const ids = stageKeys.map((stageKey) => idOf(projectId, stageKey, reviewerId));
  const drafts = await draftsOf(store)
    .find({ _id: { $in: ids } })
    .toArray();
  return Object.fromEntries(
    drafts.map(({ _id, scores, comment, recommendation }) => [
      _id.split(':')[1] ?? '',
      { scores, comment, recommendation },
    ]),
  );
}
