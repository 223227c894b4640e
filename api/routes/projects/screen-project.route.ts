import { z } from 'zod';
import { Screening } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const screenProjectRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/screening',
  operationId: 'screenProject',
  summary: 'Pass, return or reject an application',
  permission: 'project:screen',
  audit: 'project.screened',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: Screening,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'CHECKLIST_INCOMPLETE',
    'CHECKLIST_UNKNOWN',
    'REASONS_REQUIRED',
    'CORRECTIONS_USED_UP',
  ],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'screen', {
      outcome: body.outcome,
      checklist: body.checklist,
      reasons: body.reasons,
    });
  },
});
