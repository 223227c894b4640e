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

/** One page of a collection: one query, two where the total is asked for. */
export async function listPage<Item extends Stored>(
  collection: Collection<Item>,
  query: PageQuery,
): Promise<Page<Item>> {
  const { filter, terms = [], sort = '_id', descending = false, limit, cursor, count = false } = query;
  const matching = [filter, ...(terms.length > 0 ? [{ terms: { $all: terms } }] : [])];
  const page = [...matching, ...after(cursor, sort, descending)];
  const order = descending ? -1 : 1;
  const found = (await collection
    .find({ $and: page } as Filter<Item>)
    .sort(sort === '_id' ? { _id: order } : { [sort]: order, _id: order })
    .limit(limit + 1)
    .toArray()) as Item[];
  const items = found.slice(0, limit);
  const nextCursor = found.length > limit ? cursorAfter(items.at(-1), sort) : null;
  if (!count) return { items, nextCursor };
  return { items, nextCursor, total: await collection.countDocuments({ $and: matching } as Filter<Item>) };
}

const cursorAfter = (last: Stored | undefined, sort: string): string | null =>
  last ? encode({ at: (last[sort] as Position['at'] | undefined) ?? null, id: last._id }) : null;
