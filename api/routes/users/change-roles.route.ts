import { z } from 'zod';
import { ChangeRoles, UserReply } from '../../../contracts/user';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { changeRoles } from '../../operations/users';

export const changeRolesRoute = defineRoute({
  method: 'post',
  path: '/users/:userId/roles',
  also: [
    { method: 'put', path: '/users/:userId/roles' },
    { method: 'patch', path: '/users/:userId' },
  ],
  operationId: 'changeRoles',
  summary: "Change a person's roles",
  permission: 'user:manage',
  audit: 'user.rolesChanged',
  params: z.strictObject({ userId: idOf('usr') }),
  body: ChangeRoles,
  reply: { status: 200, schema: UserReply },
  errors: ['NOT_FOUND', 'VERSION_CONFLICT', 'ORGANIZATION_UNKNOWN'],
  handle: (call) => changeRoles(call, call.params.userId, call.body),
});
