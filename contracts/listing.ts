import { z } from 'zod';

/** Yes or no in an address. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** What every list understands; a list adds its own filters. */
export const listQuery = <Filters extends z.ZodRawShape>(
  filters: Filters,
  sorts: readonly [string, ...string[]] = ['id'],
) =>
  z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().min(1).max(500).optional(),
    q: z.string().trim().min(1).max(200).optional(),
    sort: z.enum(sorts.flatMap((sort) => [sort, `-${sort}`]) as [string, ...string[]]).optional(),
    count: flag.optional(),
    ...filters,
  });

export const readQuery = z.strictObject({
  minVersion: z.coerce.number().int().min(0).max(1_000_000).optional(),
});

/** Facts come in order; the cursor is the number of the last one read. */
export const historyQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(20).optional(),
  count: flag.optional(),
  type: z.string().min(1).max(60).optional(),
});
/** Facts of one kind, where the address says which. */
export const factsQuery = historyQuery.omit({ type: true });
export type HistoryQuery = z.infer<typeof historyQuery>;

/** A list that has one order and no filters. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(500).optional(),
  count: flag.optional(),
});

/** Duties come by their dates; a person asks for one kind of them, or for all. */
export const taskQuery = pageQuery.extend({ kind: z.string().min(1).max(60).optional() });
export type TaskQuery = z.infer<typeof taskQuery>;

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().optional() });
