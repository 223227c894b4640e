import { pageOf, taskQuery } from '../../../contracts/listing';
import { TaskReply } from '../../../contracts/project-reply';
import { defineRoute } from '../../http/define-route';
import { readInbox } from '../../operations/inbox';

export const listMyTasksRoute = defineRoute({
  method: 'get',
  path: '/me/tasks',
  operationId: 'listMyTasks',
  summary: 'What I have to do now',
  permission: 'self:read',
  audit: null,
  query: taskQuery,
  reply: { status: 200, schema: pageOf(TaskReply) },
  errors: ['CURSOR_INVALID'],
  handle: (call) => readInbox(call, call.query),
});
