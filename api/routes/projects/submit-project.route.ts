import { z } from 'zod';
import { ProjectReply } from '../../../contracts/project-reply';
import { NoBody } from '../../../contracts/round';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { submitApplication } from '../../operations/applications';

export const submitProjectRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/submit',
  operationId: 'submitProject',
  summary: 'Submit the application, or its correction',
  permission: 'project:apply',
  audit: 'project.submitted',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: NoBody,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'VERSION_CONFLICT',
    'ROUND_NOT_OPEN',
    'ROUND_CLOSED',
    'CAP_EXCEEDED',
    'BUDGET_INVALID',
    'APPLICATION_INCOMPLETE',
    'CATEGORY_UNKNOWN',
    'TEXT_TOO_LONG',
    'ONE_PROJECT_PER_ORGANIZATION',
    'OPERATOR_MAY_NOT_APPLY',
    'ORGANIZATION_UNKNOWN',
    'MONEY_INVALID',
  ],
  handle: (call) => submitApplication(call, call.params.projectId),
});
