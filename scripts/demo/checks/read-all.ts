import type { z } from 'zod';
import { pageOf } from '../../../contracts/listing';
import { FactReply, PaymentReply } from '../../../contracts/project-reply';
import { ProjectSummary } from '../../../contracts/summaries';
import type { Person } from '../http/person';

const MOST_ON_A_PAGE = 200;

/** Everything a list holds, page after page. */
async function readAll<Item extends z.ZodType>(
  reader: Person,
  item: Item,
  path: string,
): Promise<z.infer<Item>[]> {
  const schema = pageOf(item);
  const items: z.infer<Item>[] = [];
  let cursor: string | null = null;
  do {
    const from = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const separator = path.includes('?') ? '&' : '?';
    const page: z.infer<typeof schema> = await reader.get(
      schema,
      `${path}${separator}limit=${MOST_ON_A_PAGE}${from}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

export const readFacts = (reader: Person, path: string): Promise<FactReply[]> =>
  readAll(reader, FactReply, path);

export const readPayments = (reader: Person, projectId: string): Promise<PaymentReply[]> =>
  readAll(reader, PaymentReply, `/projects/${projectId}/payments`);

export const readProjects = (reader: Person, roundId: string): Promise<ProjectSummary[]> =>
  readAll(reader, ProjectSummary, `/projects?roundId=${roundId}`);
