import { z } from 'zod';
import { ApplicationDraft } from '../../../contracts/application';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { editApplication } from '../../operations/applications';

export const editApplicationRoute = defineRoute({
  method: 'patch',
  path: '/projects/:projectId',
  operationId: 'editApplication',
  summary: 'Change the application while it can change',
  permission: 'project:apply',
  audit: 'project.edited',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: ApplicationDraft,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'VERSION_CONFLICT',
  ],
  handle: (call) => editApplication(call, call.params.projectId, call.body),
});
