import { setTimeout as sleep } from 'node:timers/promises';
import type { ProjectReply } from '../../contracts/project-reply';
import type { Actor } from '../../contracts/fact';
import type { Task } from '../../domain/aggregate';
import { DomainError } from '../../domain/domain-error';
import { beginProject, type ProjectState } from '../../domain/project/project.state';
import { listAttachments } from '../../store/attachments';
import type { Store } from '../../store/connect';
import { readDraft, type DraftDocument } from '../../store/drafts.repository';
import { readScoreDrafts } from '../../store/score-drafts.repository';
import { readView } from '../../store/views.repository';
import type { Call } from '../http/define-route';
import { isConflicted, maySeeAccounts, maySeeProject } from '../http/scope';
import { presentProject } from '../presenters/project.presenter';

/** A project as the API works with it: the decided state, and the form beside it. */
export interface Dossier {
  state: ProjectState & { tasks: Task[] };
  draft: DraftDocument;
  /** Grows with each fact and with each change of the form. */
  version: number;
}

const READ_WITHIN_MS = 5_000;
const POLL_MS = 25;

/** What is left to do with a draft. */
export const tasksOfDraft = (draft: DraftDocument): Task[] => [
  { key: 'submit', kind: 'submit', audience: [`org:${draft.organizationId}`] },
];

/** A draft has no workflow yet: its state is the beginning of one. */
const stateOfDraft = (draft: DraftDocument): Dossier['state'] => ({
  ...beginProject(draft._id),
  roundId: draft.roundId,
  number: draft.number,
  programme: draft.programme,
  createdAt: draft.createdAt,
  updatedAt: draft.updatedAt,
  stageSince: draft.createdAt,
  tasks: tasksOfDraft(draft),
});

/** A project whoever asks; what is shown of it is for `scope.ts` to say. */
export async function readDossier(store: Store, projectId: string): Promise<Dossier | null> {
  const [draft, view] = await Promise.all([
    readDraft(store, projectId),
    readView<ProjectState>(store, 'project', projectId),
  ]);
  if (!draft) return null;
  const state = view ?? stateOfDraft(draft);
  return { state, draft, version: state.version + draft.version };
}

/** Loads a project for somebody who may see it. To others it is not there. */
export async function loadDossier(
  call: Pick<Call, 'deps' | 'actor'>,
  projectId: string,
  minVersion = 0,
): Promise<Dossier> {
  const until = performance.now() + READ_WITHIN_MS;
  for (;;) {
    const dossier = await readDossier(call.deps.store, projectId);
    if (!dossier || !maySeeProject(dossier.state, dossier.draft.organizationId, call.actor)) {
      // Whoever sits on its panel is told why; to everybody else the project is not there.
      if (dossier && isConflicted(dossier.state, call.actor)) throw new DomainError('CONFLICT_OF_INTEREST');
      throw new DomainError('NOT_FOUND');
    }
    if (dossier.version >= minVersion) return dossier;
    if (performance.now() > until) throw new DomainError('VERSION_NOT_REACHED', { version: minVersion });
    await sleep(POLL_MS);
  }
}

/** A project's facts and money, for whoever may see those and not only the project. */
export async function loadAccounts(
  call: Pick<Call, 'deps' | 'actor'>,
  projectId: string,
  minVersion = 0,
): Promise<Dossier> {
  const dossier = await loadDossier(call, projectId, minVersion);
  if (!maySeeAccounts(dossier.state, dossier.draft.organizationId, call.actor))
    throw new DomainError('NOT_FOUND');
  return dossier;
}

/** A project of another round is not there for whoever asks for it in this one. */
export async function assertOfRound(call: Call, projectId: string, roundId: string): Promise<void> {
  const { state } = await loadDossier(call, projectId);
  if (state.roundId !== roundId) throw new DomainError('NOT_FOUND');
}

/** Only the organisation that applies acts as the applicant. */
export function assertOwn({ draft }: Dossier, actor: Actor): void {
  if (actor.organizationId !== draft.organizationId) throw new DomainError('NOT_FOUND');
}

/** The reply for a project, as this caller may see it. */
export async function replyWith(call: Call, { state, draft, version }: Dossier): Promise<ProjectReply> {
  const { store } = call.deps;
  const isReviewer = call.actor.roles.includes('reviewer');
  const stageKeys = isReviewer ? state.assessments.map(({ stageKey }) => stageKey) : [];
  const scoreDrafts = isReviewer ? await readScoreDrafts(store, state.id, stageKeys, call.actor.userId) : {};
  const attachments = await listAttachments(store, state.id);
  const dossier = {
    state,
    content: draft.content,
    contentVersion: draft.version,
    organizationId: draft.organizationId,
    organizationName: draft.organizationName,
    begunAt: draft.createdAt,
    touchedAt: draft.updatedAt,
    attachments,
    scoreDrafts,
  };
  return { ...presentProject(dossier, call.actor, call.language, call.now), version };
}
