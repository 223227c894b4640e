import type { ApplicationDraft } from '../contracts/application';
import { DomainError } from '../domain/domain-error';
import type { Store } from './connect';

/** An application that is being written: a document, not a decision. It has a version of its own. */
export interface DraftDocument {
  _id: string;
  version: number;
  number: string;
  roundId: string;
  organizationId: string;
  organizationName: string;
  ownerId: string;
  programme: { key: string; version: number };
  content: ApplicationDraft;
  createdAt: string;
  updatedAt: string;
  /** Set once it was submitted: from then on the project is listed by its state. */
  submitted?: true;
}

export const draftsOf = (store: Store) => store.db.collection<DraftDocument>('drafts');

/** Adds a draft; the same id again (a repeated request) leaves the first as it is. */
export async function createDraft(store: Store, draft: DraftDocument): Promise<void> {
  await draftsOf(store).updateOne({ _id: draft._id }, { $setOnInsert: draft }, { upsert: true });
}

export const readDraft = (store: Store, projectId: string): Promise<DraftDocument | null> =>
  draftsOf(store).findOne({ _id: projectId });

/** The versions of some projects' forms, by project. */
export async function readDraftVersions(store: Store, projectIds: string[]): Promise<Map<string, number>> {
  const drafts = await draftsOf(store)
    .find({ _id: { $in: projectIds } }, { projection: { version: 1 } })
    .toArray();
  return new Map(drafts.map(({ _id, version }) => [_id, version]));
}

export async function markSubmitted(store: Store, projectId: string): Promise<void> {
  await draftsOf(store).updateOne({ _id: projectId }, { $set: { submitted: true } });
}

/** Changes the fields given, if nobody changed the draft meanwhile. Throws VERSION_CONFLICT with the version now. */
export async function changeDraft(
  store: Store,
  projectId: string,
  expectedVersion: number,
  change: { content: ApplicationDraft; updatedAt: string },
): Promise<void> {
  const { modifiedCount } = await draftsOf(store).updateOne(
    { _id: projectId, version: expectedVersion },
    { $set: { content: change.content, updatedAt: change.updatedAt, version: expectedVersion + 1 } },
  );
  if (modifiedCount === 1) return;
  const current = await readDraft(store, projectId);
  throw new DomainError('VERSION_CONFLICT', { version: current?.version ?? 0 });
}
