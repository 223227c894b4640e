import type { Page } from '../../store/listing';
import { listPage } from '../../store/listing';
import { queryTerms } from '../../domain/text';
import type { AggregateKind } from '../../contracts/fact';
import { fromDocument, viewsOf } from '../../store/views.repository';
import type { Deps } from '../deps';

export interface ListQuery {
  limit: number;
  cursor?: string | undefined;
  q?: string | undefined;
  sort?: string | undefined;
  count?: boolean | undefined;
}

/** The fields people sort by, as they are stored. */
const SORT_FIELDS: Record<string, string> = {
  id: '_id',
  score: 'score',
  number: 'number',
  updatedAt: 'updatedAt',
  name: 'name',
};

/** One page of read models that fit a filter and a search; one query, two with the total. */
export async function listViews<State>(
  call: { deps: Pick<Deps, 'store'> },
  kind: AggregateKind,
  query: ListQuery,
  filter: Record<string, unknown>,
): Promise<Page<State>> {
  const { limit, cursor, q, sort = 'id', count = false } = query;
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  const terms = q === undefined ? [] : queryTerms(q);
  // A question without a letter or digit is answered by nothing, not by everything.
  const asked = q !== undefined && terms.length === 0 ? { _id: '' } : {};
  const page = await listPage(viewsOf(call.deps.store, kind), {
    filter: { ...given, ...asked },
    terms,
    sort: SORT_FIELDS[sort.replace(/^-/, '')] ?? '_id',
    descending: sort.startsWith('-'),
    limit,
    cursor,
    count,
  });
  return { ...page, items: page.items.map((document) => fromDocument<State>(document)) };
}
