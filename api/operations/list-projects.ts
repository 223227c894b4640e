import type { Actor } from '../../contracts/fact';
import type { ProjectSummary } from '../../contracts/summaries';
import type { ProjectState } from '../../domain/project/project.state';
import { containing } from '../../store/containing';
import { draftsOf, readDraftVersions, type DraftDocument } from '../../store/drafts.repository';
import { listPage, type Page } from '../../store/listing';
import { readViews } from '../../store/views.repository';
import type { Deps } from '../deps';
import type { Call } from '../http/define-route';
import { projectScope, readsAll, formScope } from '../http/scope';
import { presentDraftSummary, presentSummary } from '../presenters/summary.presenter';
import { listViews, type ListQuery } from './lists';

type Asker = Pick<Call, 'actor'> & { deps: Pick<Deps, 'store'> };
type Query = ListQuery & {
  roundId?: string | undefined;
  stage?: string | undefined;
  organizationId?: string | undefined;
  categories?: string | undefined;
};

const given = (filter: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));

/** A score is shown to whom the ranking is shown; the applicant learns it with the decision. */
const showsScore = (state: ProjectState, actor: Actor): boolean => readsAll(actor) || state.decision !== null;

/** Those who only apply see their forms from the first word on, so their list goes by forms. */
const onlyApplies = ({ roles }: Actor): boolean =>
  roles.includes('applicant') && roles.every((role) => role === 'applicant');

const goesByForms = ({ actor }: Asker, { q, stage, sort = 'id' }: Query): boolean =>
  stage === 'draft' || (onlyApplies(actor) && q === undefined && stage === undefined && sort.endsWith('id'));

/** Forms are few to whoever lists them, and have no stored terms: a part of the title finds them. */
const titled = (q: string | undefined): Record<string, unknown> =>
  q === undefined ? {} : { 'content.title': containing(q) };

async function listByForms(call: Asker, query: Query): Promise<Page<ProjectSummary>> {
  const { roundId, stage, organizationId, categories, q, limit, cursor, count, sort = 'id' } = query;
  const { store } = call.deps;
  const unsubmitted = stage === 'draft' ? { submitted: { $ne: true } } : {};
  const page = await listPage<DraftDocument>(draftsOf(store), {
    filter: {
      ...formScope(call.actor, organizationId),
      ...given({ roundId, 'content.categories': categories }),
      ...unsubmitted,
      ...titled(q),
    },
    descending: sort.startsWith('-'),
    limit,
    cursor,
    count: count ?? false,
  });
  const states = await readViews<ProjectState>(
    store,
    'project',
    page.items.map(({ _id }) => _id),
  );
  const byId = new Map(states.map((state) => [state.id, state]));
  const items = page.items.map((draft) => {
    const state = byId.get(draft._id);
    return state
      ? presentSummary(state, draft.version, showsScore(state, call.actor))
      : presentDraftSummary(draft);
  });
  return { ...page, items };
}

/** Projects that this person may see; submitted ones, and drafts in their makers' list or under `stage=draft`. */
export async function listProjects(call: Asker, query: Query): Promise<Page<ProjectSummary>> {
  if (goesByForms(call, query)) return listByForms(call, query);
  const { roundId, stage, organizationId, categories, ...rest } = query;
  const filter = { ...given({ roundId, stage }), ...projectScope(call.actor) };
  const page = await listViews<ProjectState>(call, 'project', rest, {
    ...filter,
    'application.organizationId': organizationId,
    'application.categories': categories,
  });
  const versions = await readDraftVersions(
    call.deps.store,
    page.items.map(({ id }) => id),
  );
  const items = page.items.map((state) =>
    presentSummary(state, versions.get(state.id) ?? 0, showsScore(state, call.actor)),
  );
  return { ...page, items };
}
