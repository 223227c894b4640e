import { fromInstantText } from '../domain/instant';
import type { ProjectState } from '../domain/project/project.state';
import type { RoundState } from '../domain/round/round.state';
import type { ProgrammeDefinition } from '../contracts/programme';
import type { CreateOrganization } from '../contracts/organization';
import { keepDocument, readAttachment } from '../store/attachments';
import type { Store } from '../store/connect';
import { readView, type View } from '../store/views.repository';
import type { AggregateState } from '../domain/aggregate';
import { termsOf, type AgreementMatter, type NamedOrganization } from './agreement/agreement-terms';
import { renderAgreement } from './agreement/render-agreement';

export interface AgreementActivities {
  drawUpAgreement(order: { projectId: string }): Promise<{ documentId: string; sha256: string }>;
}

/** What must be there because an award exists; that it is not is a fault worth trying again only after somebody looked. */
async function need<State extends AggregateState>(
  store: Store,
  kind: 'project' | 'round' | 'programme' | 'organization',
  id: string,
): Promise<View<State>> {
  const view = await readView<State>(store, kind, id);
  if (!view) throw new Error(`There is no ${kind} ${id}`);
  return view;
}

async function nameOf(store: Store, organizationId: string): Promise<NamedOrganization> {
  const { name, creditCode, filing } = await need<AggregateState & CreateOrganization>(
    store,
    'organization',
    organizationId,
  );
  return { name, number: creditCode ?? filing?.number ?? '' };
}

async function gather(store: Store, project: ProjectState): Promise<AgreementMatter> {
  const { key, version } = project.programme;
  const { organizationId = '', hubOrganizationId, hostOrganizationId } = project.application ?? {};
  const [round, programme, grantee, hub, host] = await Promise.all([
    need<RoundState>(store, 'round', project.roundId),
    need<AggregateState & { definition: ProgrammeDefinition }>(store, 'programme', `${key}@${version}`),
    nameOf(store, organizationId),
    hubOrganizationId === undefined ? null : nameOf(store, hubOrganizationId),
    hostOrganizationId === undefined ? null : nameOf(store, hostOrganizationId),
  ]);
  return { project, definition: programme.definition, roundName: round.name, grantee, hub, host };
}

/** Draws up a project's agreement once: asked again, also after a crash in the middle, it is the document that is there. */
export const createAgreementActivities = ({ store }: { store: Store }): AgreementActivities => ({
  drawUpAgreement: async ({ projectId }) => {
    const documentId = projectId.replace(/^prj_/, 'agr_');
    const earlier = await readAttachment(store, documentId);
    if (earlier) {
      earlier.content.destroy();
      return { documentId, sha256: earlier.sha256 };
    }
    const project = await need<ProjectState>(store, 'project', projectId);
    const terms = termsOf(await gather(store, project));
    const content = await renderAgreement(terms, new Date(fromInstantText(project.stageSince)));
    const fileName = `${project.number}.pdf`;
    const { sha256 } = await keepDocument(store, {
      id: documentId,
      projectId,
      fileName,
      mediaType: 'application/pdf',
      content,
    });
    return { documentId, sha256 };
  },
});
