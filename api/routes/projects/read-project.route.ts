import { z } from 'zod';
import { readQuery } from '../../../contracts/listing';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { loadDossier, replyWith } from '../../operations/dossier';

export const readProjectRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId',
  operationId: 'readProject',
  summary: 'Read a project',
  permission: 'project:read',
  audit: null,
  params: z.strictObject({ projectId: idOf('prj') }),
  query: readQuery,
  reply: { status: 200, schema: ProjectReply },
  errors: ['NOT_FOUND', 'CONFLICT_OF_INTEREST', 'VERSION_NOT_REACHED'],
  handle: async (call) =>
    replyWith(call, await loadDossier(call, call.params.projectId, call.query.minVersion)),
});
