import type { ProjectReply } from '../../contracts/project-reply';
import type { Actor } from '../../contracts/fact';
import { DomainError } from '../../domain/domain-error';
import { assertAllowed } from '../../domain/project/project-lifecycle';
import type { ProjectCommands } from '../../domain/project/project.vocabulary';
import type { Call } from '../http/define-route';
import { assertOwn, loadDossier, replyWith, type Dossier } from './dossier';
import { wasTaken } from './taken';

/** The commands of the organisation that applies; everybody else's are checked by role alone. */
const APPLICANT_COMMANDS = [
  'withdraw',
  'reportMilestone',
  'reportEvaluation',
  'recordActivity',
  'requestAmendment',
];
/** A person scores no project of an organisation they belong to; that they declare the conflict is what is wanted of them. */
const isScoring = (type: string, payload: object): boolean =>
  type === 'submitScores' || (type === 'declareConflict' && !(payload as { conflict: boolean }).conflict);

function assertStanding(dossier: Dossier, actor: Actor, type: string, payload: object): void {
  if (APPLICANT_COMMANDS.includes(type)) assertOwn(dossier, actor);
  if (isScoring(type, payload)) assertImpartial(dossier, actor);
}

/** Refuses whoever would score the project of their own organisation. */
export function assertImpartial({ draft }: Dossier, { organizationId }: Actor): void {
  if (organizationId === draft.organizationId) throw new DomainError('CONFLICT_OF_INTEREST');
}

export function assertVersion(call: Call, version: number): void {
  if (call.expectedVersion !== undefined && call.expectedVersion !== version)
    throw new DomainError('VERSION_CONFLICT', { version });
}

/** Sends a decision about a project that is under way, and gives back how the project stands after it. */
export async function commandProject<Type extends keyof ProjectCommands>(
  call: Call,
  projectId: string,
  type: Type,
  payload: ProjectCommands[Type],
): Promise<ProjectReply> {
  const dossier = await loadDossier(call, projectId);
  assertStanding(dossier, call.actor, type, payload);
  if (await wasTaken(call, projectId)) return replyAfter(call, projectId, dossier.version);
  assertVersion(call, dossier.version);
  const { stage, suspended, version } = dossier.state;
  if (version === 0) assertAllowed(stage, suspended !== null, type);
  const { commandId, actor } = call;
  try {
    const result = await call.deps.commands.execute({
      kind: 'project',
      id: projectId,
      commandId,
      type,
      actor,
      payload,
      expectedVersion: call.expectedVersion === undefined ? undefined : version,
    });
    return await replyAfter(call, projectId, result.version + dossier.draft.version);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'VERSION_CONFLICT')
      throw new DomainError('VERSION_CONFLICT', {
        version: Number(error.params.version) + dossier.draft.version,
      });
    // A workflow that has ended says nothing any more; its read model knows the stage it ended in.
    if (error instanceof DomainError && error.code === 'NOT_FOUND')
      assertAllowed(stage, suspended !== null, type);
    throw error;
  }
}

/** A conflict that was declared just now hides the project from its declarer, who still gets an answer. */
async function replyAfter(call: Call, projectId: string, version: number): Promise<ProjectReply> {
  const system = { deps: call.deps, actor: { userId: 'system', roles: ['auditor' as const] } };
  return replyWith(call, await loadDossier(system, projectId, version));
}
