import type { z } from 'zod';
import type { FileObjection } from '../../contracts/project';
import type { NamedObjection, ObjectionReceipt } from '../../contracts/project-reply';
import { DomainError } from '../../domain/domain-error';
import type { ProjectState } from '../../domain/project/project.state';
import type { Page } from '../../store/listing';
import { openPersonal, sealPersonal } from '../../store/personal-data';
import { readView } from '../../store/views.repository';
import { Attempts } from '../http/attempts';
import type { Call } from '../http/define-route';
import { presentObjection } from '../presenters/project.presenter';
import { loadDossier } from './dossier';
import { pageThrough, type PageAsked } from './lists';
import { wasTaken } from './taken';

/** A person objects once or twice; a machine that floods a notice is stopped. */
const PER_ADDRESS = 20;
const WINDOW_MS = 60 * 60 * 1000;
const filedBy = new Attempts(PER_ADDRESS, WINDOW_MS);

/** The public knows the projects that were awarded, and no others. */
async function loadPublic(call: Call, projectId: string, minVersion = 0): Promise<ProjectState> {
  const project = await readView<ProjectState>(call.deps.store, 'project', projectId, { minVersion });
  if (!project?.award) throw new DomainError('NOT_FOUND');
  return project;
}

function receiptOf(project: ProjectState, objectionId: string): z.infer<typeof ObjectionReceipt> {
  const objection = project.objections.find((candidate) => candidate.objectionId === objectionId);
  if (!objection) throw new DomainError('OBJECTION_UNKNOWN');
  const { filedAt, answerDueAt } = objection;
  return { id: objectionId, projectId: project.id, filedAt, answerDueAt };
}

/** Whoever objects gives their name: it is sealed under a key of their own before it enters the ledger. */
export async function fileObjection(
  call: Call,
  projectId: string,
  { name, contact, statement }: z.infer<typeof FileObjection>,
): Promise<z.infer<typeof ObjectionReceipt>> {
  const { store, commands, config } = call.deps;
  const objectionId = call.newId('obj');
  const project = await loadPublic(call, projectId);
  if (await wasTaken(call, projectId)) return receiptOf(project, objectionId);
  if (call.actor.roles.includes('public')) countFiling(call);
  const person = await sealPersonal(store, config.dataKey, objectionId, { name, contact });
  const { version } = await commands.execute({
    kind: 'project',
    id: projectId,
    commandId: call.commandId,
    type: 'fileObjection',
    actor: call.actor,
    payload: { objectionId, person, statement },
  });
  return receiptOf(await loadPublic(call, projectId, version), objectionId);
}

function countFiling({ request, nowMs }: Call): void {
  const address = request.ip ?? '';
  filedBy.assertLeft(address, nowMs);
  filedBy.count(address, nowMs);
}

interface Objector {
  name: string;
  contact: string;
}

/** Objections with the names that were sealed when they were filed, for those who have to answer them. */
export async function listObjections(
  call: Call,
  projectId: string,
  query: PageAsked,
): Promise<Page<z.infer<typeof NamedObjection>>> {
  const { store, config } = call.deps;
  const { state } = await loadDossier(call, projectId);
  const items = await Promise.all(
    state.objections.map(async (objection) => ({
      ...presentObjection(objection),
      person: await openPersonal<Objector>(store, config.dataKey, objection.person),
    })),
  );
  return pageThrough(items, query, ({ id }) => id);
}
