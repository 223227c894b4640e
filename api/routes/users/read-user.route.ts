import { z } from 'zod';
import { readQuery } from '../../../contracts/listing';
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
  query: readQuery,
  reply: { status: 200, schema: UserReply },
  errors: ['NOT_FOUND', 'VERSION_NOT_REACHED'],
  handle: ({ deps, params, query }) => readUser(deps.store, params.userId, query.minVersion),
});
