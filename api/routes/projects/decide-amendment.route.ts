import { z } from 'zod';
import { DecideAmendment } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const decideAmendmentRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/amendments/:amendmentId/decide',
  operationId: 'decideAmendment',
  summary: 'Approve or refuse an amendment',
  permission: 'amendment:decide',
  audit: 'amendment.decided',
  params: z.strictObject({ projectId: idOf('prj'), amendmentId: idOf('amd') }),
  body: DecideAmendment,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'AMENDMENT_UNKNOWN',
    'AMENDMENT_DECIDED',
  ],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'decideAmendment', {
      amendmentId: params.amendmentId,
      ...body,
    });
  },
});
