import { DomainError } from '../../domain/domain-error';
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

export type PageAsked = Pick<ListQuery, 'limit' | 'cursor' | 'count'>;

const encodePlace = (place: string): string => Buffer.from(`> ${place}`).toString('base64url');

function decodePlace(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!place.startsWith('> ')) throw new DomainError('CURSOR_INVALID');
  return place.slice(2);
}

/** One page of what is at hand already, in the order of a place that each item has for itself alone. */
export function pageThrough<Item>(
  all: readonly Item[],
  { limit, cursor, count }: PageAsked,
  placeOf: (item: Item) => string,
): Page<Item> {
  const after = cursor === undefined ? '' : decodePlace(cursor);
  const sorted = [...all].sort((left, right) => (placeOf(left) < placeOf(right) ? -1 : 1));
  const rest = sorted.filter((item) => placeOf(item) > after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = last && rest.length > limit ? encodePlace(placeOf(last)) : null;
  return { items, nextCursor, ...(count ? { total: all.length } : {}) };
}
