import { z } from 'zod';
import { RecordActivity } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const recordActivityRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/activities',
  operationId: 'recordActivity',
  summary: 'Record an activity',
  permission: 'activity:record',
  audit: 'activity.recorded',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: RecordActivity,
  reply: { status: 201, schema: ProjectReply },
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'PROJECT_SUSPENDED', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => {
    const activityId = call.newId('amd');
    return commandProject(call, call.params.projectId, 'recordActivity', { activityId, ...call.body });
  },
});
