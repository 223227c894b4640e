import { z } from 'zod';
import { UserReply } from '../../../contracts/user';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { readUser } from '../../operations/users';

export const readUserRoute = defineRoute({
  method: 'get',
  path: '/users/:userId',
  operationId: 'readUser',
  summary: 'Read a person',
  permission: 'user:manage',
  audit: null,
  params: z.strictObject({ userId: idOf('usr') }),
  reply: { status: 200, schema: UserReply },
  errors: ['NOT_FOUND'],
  handle: ({ deps, params }) => readUser(deps.store, params.userId),
});
