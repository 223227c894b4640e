import { UserReply } from '../../../contracts/user';
import { defineRoute } from '../../http/define-route';
import { readUser } from '../../operations/users';

export const readMeRoute = defineRoute({
  method: 'get',
  path: '/me',
  operationId: 'readMe',
  summary: 'Who is signed in',
  permission: 'self:read',
  audit: null,
  reply: { status: 200, schema: UserReply },
  errors: [],
  handle: ({ deps, actor }) => readUser(deps.store, actor.userId),
});
