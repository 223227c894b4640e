import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from './errors';

/** RFC 9457 problem details, as every refusal is answered. */
export const Problem = z
  .looseObject({
    type: z.string().meta({ example: 'urn:yichuang:error:ACTION_NOT_ALLOWED' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]]),
    errors: z
      .array(z.object({ path: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Every fault of the input, with its path' }),
    stage: z.string().optional(),
    phase: z.string().optional(),
    action: z.string().optional(),
    allowed: z.array(z.string()).optional(),
    version: z.int().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
