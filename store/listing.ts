import type { Collection, Document, Filter } from 'mongodb';
import { DomainError } from '../domain/domain-error';

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  total?: number;
}

export interface PageQuery {
  /** Equality on indexed fields comes first, so that no engine reads more than the page. */
  filter: Record<string, unknown>;
  terms?: string[];
  /** The field to sort by; the id settles ties. */
  sort?: string;
  descending?: boolean;
  limit: number;
  cursor?: string | undefined;
  count?: boolean;
}

type Stored = Document & { _id: string };
interface Position {
  at: string | number | null;
  id: string;
}

const encode = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

function isPosition(value: unknown): value is Position {
  if (value === null || typeof value !== 'object') return false;
  const { at, id } = value as Partial<Position>;
  return typeof id === 'string' && (at === null || ['string', 'number'].includes(typeof at));
}

function decode(cursor: string): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (isPosition(position)) return position;
  } catch {
    // Falls through to the refusal below: whatever is no JSON of ours is no cursor of ours.
  }
  throw new DomainError('CURSOR_INVALID');
}

function after(cursor: string | undefined, sort: string, descending: boolean): Filter<Stored>[] {
  if (cursor === undefined) return [];
  const { at, id } = decode(cursor);
  const beyond = descending ? '$lt' : '$gt';
  if (sort === '_id') return [{ _id: { [beyond]: id } }];
  const ties = { [sort]: at, _id: { [beyond]: id } };
  // What has no value yet sorts below everything and compares with nothing: it is asked for by name.
  if (at === null) return [{ $or: descending ? [ties] : [{ [sort]: { $ne: null } }, ties] }];
  return [{ $or: [{ [sort]: { [beyond]: at } }, ties, ...(descending ? [{ [sort]: null }] : [])] }];
}

type Condition = Record<string, unknown>;

/** A filter as conditions of one key each, all of which have to hold. */
const conditionsOf = (filter: Condition): Condition[] =>
  Object.entries(filter).flatMap(([key, value]) => {
    const inner = value as Condition[];
    if (key === '$and' || (key === '$or' && inner.length === 1)) return inner.flatMap(conditionsOf);
    return [{ [key]: value }];
  });

const isEquality = (condition: Condition): boolean =>
  Object.entries(condition).every(([key, value]) => !key.startsWith('$') && typeof value !== 'object');

const hasKey =
  (key: string) =>
  (condition: Condition): boolean =>
    key in condition;

/** What an index is entered by: a round and its stage share one; of terms the longest leaves the fewest. */
function pickLead(conditions: Condition[]): Condition[] {
  const equal = conditions.filter(isEquality);
  const fields = equal.filter((condition) => !('terms' in condition));
  const round = fields.find(hasKey('roundId'));
  if (round) return [round, ...fields.filter(hasKey('stage')).slice(0, 1)];
  const [first] = fields;
  if (first) return [first];
  return equal.sort((left, right) => String(right.terms).length - String(left.terms).length).slice(0, 1);
}

/**
 * What matches, the index's condition by itself and first: the embedded store reads a whole collection for a filter
 * that holds anything else beside it ($and, $all, a field of another index). A MongoDB server joins the two again.
 */
function matchStages({ filter, terms = [] }: PageQuery, beyond: Condition[]): Document[] {
  const conditions = [...conditionsOf(filter), ...terms.map((term) => ({ terms: term }))];
  const lead = pickLead(conditions);
  const rest = [...conditions.filter((condition) => !lead.includes(condition)), ...beyond];
  return [
    { $match: Object.assign({}, ...lead) as Condition },
    ...(rest.length > 0 ? [{ $match: { $and: rest } }] : []),
  ];
}

/** One page of a collection: one query, two where the total is asked for. */
export async function listPage<Item extends Stored>(
  collection: Collection<Item>,
  query: PageQuery,
): Promise<Page<Item>> {
  const { sort = '_id', descending = false, limit, cursor } = query;
  const order = descending ? -1 : 1;
  const found = await collection
    .aggregate<Item>([
      ...matchStages(query, after(cursor, sort, descending)),
      { $sort: sort === '_id' ? { _id: order } : { [sort]: order, _id: order } },
      { $limit: limit + 1 },
    ])
    .toArray();
  const items = found.slice(0, limit);
  const nextCursor = found.length > limit ? cursorAfter(items.at(-1), sort) : null;
  return { items, nextCursor, ...(query.count ? { total: await countMatching(collection, query) } : {}) };
}

async function countMatching<Item extends Stored>(
  collection: Collection<Item>,
  query: PageQuery,
): Promise<number> {
  const stages = [...matchStages(query, []), { $count: 'total' }];
  const [counted] = await collection.aggregate<{ total: number }>(stages).toArray();
  return counted?.total ?? 0;
}

const cursorAfter = (last: Stored | undefined, sort: string): string | null =>
  last ? encode({ at: (last[sort] as Position['at'] | undefined) ?? null, id: last._id }) : null;
