import type { z } from 'zod';
import { canonicalJson } from '../../store/canonical-json';

/** What a route answers and its contract does not say: a fault of ours, found where replies are checked. */
class ReplyFault extends Error {
  constructor(operationId: string, detail: string) {
    super(`${operationId} answers what its schema does not: ${detail}`);
    this.name = 'ReplyFault';
  }
}

/** Holds a reply against its schema: nothing missing, nothing wrong, and nothing that the schema does not name. */
export function checkReply(operationId: string, schema: z.ZodType | undefined, body: unknown): void {
  if (!schema) {
    if (body !== undefined) throw new ReplyFault(operationId, 'a body where none is declared');
    return;
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ReplyFault(operationId, JSON.stringify(parsed.error.issues));
  const [given, named] = [canonicalJson(body), canonicalJson(parsed.data)];
  if (given !== named) throw new ReplyFault(operationId, `fields without a name in ${given}`);
}
