import { z } from 'zod';
import { RequestAmendment } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const requestAmendmentRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/amendments',
  operationId: 'requestAmendment',
  summary: 'Ask for an amendment',
  permission: 'amendment:request',
  audit: 'amendment.requested',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: RequestAmendment,
  reply: { status: 201, schema: ProjectReply },
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'PROJECT_SUSPENDED', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => {
    const amendmentId = call.newId('amd');
    return commandProject(call, call.params.projectId, 'requestAmendment', { amendmentId, ...call.body });
  },
});
