import { z } from 'zod';
import { ROLES } from '../../../contracts/fact';
import { flag, listQuery, pageOf } from '../../../contracts/listing';
import { idOf } from '../../../contracts/primitives';
import { UserReply } from '../../../contracts/user';
import { defineRoute } from '../../http/define-route';
import { listUsers } from '../../operations/list-users';

export const listUsersRoute = defineRoute({
  method: 'get',
  path: '/users',
  operationId: 'listUsers',
  summary: 'List people',
  permission: 'user:manage',
  audit: null,
  query: listQuery(
    { role: z.enum(ROLES).optional(), organizationId: idOf('org').optional(), disabled: flag.optional() },
    ['id', 'updatedAt'],
  ),
  reply: { status: 200, schema: pageOf(UserReply) },
  errors: ['CURSOR_INVALID'],
  handle: (call) => listUsers(call, call.query),
});
