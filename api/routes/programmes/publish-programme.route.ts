import { ProgrammeDefinition } from '../../../contracts/programme';
import { ProgrammeReply } from '../../../contracts/programme-reply';
import { VENTURE_GRANT } from '../../../domain/programmes/venture-grant';
import { EXAMPLE_PROGRAMME } from '../../openapi/example-programme';
import { defineRoute } from '../../http/define-route';
import { presentProgramme, publishProgramme } from '../../operations/programmes';

export const publishProgrammeRoute = defineRoute({
  method: 'post',
  path: '/programmes',
  operationId: 'publishProgramme',
  summary: 'Publish a version of a programme',
  permission: 'programme:write',
  audit: 'programme.published',
  body: ProgrammeDefinition,
  reply: { status: 201, schema: ProgrammeReply },
  errors: ['PROGRAMME_IMMUTABLE'],
  examples: { body: VENTURE_GRANT, reply: EXAMPLE_PROGRAMME },
  handle: async ({ deps, body, commandId, actor, now }) =>
    presentProgramme(await publishProgramme(deps.store, body, { commandId, actor, at: now })),
});
