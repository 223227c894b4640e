import { z } from 'zod';
import { ProgrammeReply } from '../../../contracts/programme-reply';
import { Key } from '../../../contracts/primitives';
import { EXAMPLE_PROGRAMME } from '../../openapi/example-programme';
import { defineRoute } from '../../http/define-route';
import { readProgramme } from '../../operations/programmes';

export const readProgrammeRoute = defineRoute({
  method: 'get',
  path: '/programmes/:programmeKey/:programmeVersion',
  operationId: 'readProgramme',
  summary: 'Read a version of a programme',
  permission: 'programme:read',
  audit: null,
  params: z.strictObject({ programmeKey: Key, programmeVersion: z.coerce.number().int().min(1).max(10_000) }),
  reply: { status: 200, schema: ProgrammeReply },
  errors: ['NOT_FOUND'],
  examples: { reply: EXAMPLE_PROGRAMME },
  handle: ({ deps, params }) => readProgramme(deps.store, params.programmeKey, params.programmeVersion),
});
