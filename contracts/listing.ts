import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

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
  limit: z.coerce.number().int().min(1).max(200).default(200),
  cursor: z.string().min(1).max(20).optional(),
});
export type HistoryQuery = z.infer<typeof historyQuery>;

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().optional() });
