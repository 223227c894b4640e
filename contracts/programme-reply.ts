import { z } from 'zod';
import { ProgrammeDefinition } from './programme';
import { InstantText } from './primitives';

/** A published version of a programme. Its `version` is the definition's: a published definition never changes. */
export const ProgrammeReply = z
  .object({
    id: z.string(),
    key: z.string(),
    version: z.int(),
    createdAt: InstantText,
    updatedAt: InstantText,
    definition: ProgrammeDefinition,
  })
  .meta({ id: 'Programme' });
export type ProgrammeReply = z.infer<typeof ProgrammeReply>;

/** Any JSON object: what is wrong with it is the answer. */
export const UnknownDefinition = z
  .looseObject({})
  .meta({ id: 'UnknownDefinition', example: { key: 'venture-grant', version: 2 } });

export const ValidationReply = z
  .object({
    valid: z.boolean(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'Validation' });
