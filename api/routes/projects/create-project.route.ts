import { CreateProject } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { defineRoute } from '../../http/define-route';
import { createProject } from '../../operations/applications';

export const createProjectRoute = defineRoute({
  method: 'post',
  path: '/projects',
  operationId: 'createProject',
  summary: 'Begin a draft',
  permission: 'project:apply',
  audit: 'project.drafted',
  body: CreateProject,
  reply: { status: 201, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'FORBIDDEN',
    'ROUND_NOT_OPEN',
    'ROUND_CLOSED',
    'OPERATOR_MAY_NOT_APPLY',
    'ORGANIZATION_UNKNOWN',
  ],
  handle: (call) => createProject(call, call.body),
});
