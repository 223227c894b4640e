import type { ApplicationContent } from '../contracts/application';
import { canonicalJson } from './canonical-json';
import { sha256Of } from './chain';
import type { Store } from './connect';

interface SubmissionDocument {
  _id: string;
  projectId: string;
  content: ApplicationContent;
}

const submissionsOf = (store: Store) => store.db.collection<SubmissionDocument>('submissions');

/** Keeps a form as it was submitted, under its hash; the fact of the submission names that hash. */
export async function keepSubmission(
  store: Store,
  projectId: string,
  content: ApplicationContent,
): Promise<string> {
  const sha256 = sha256Of(canonicalJson({ projectId, content }));
  await submissionsOf(store).updateOne(
    { _id: sha256 },
    { $setOnInsert: { projectId, content } },
    { upsert: true },
  );
  return sha256;
}
