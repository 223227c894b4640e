import { z } from 'zod';
import { MayGiveReason } from '../../../contracts/project';
import { UserReply } from '../../../contracts/user';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { disableUser } from '../../operations/users';

export const disableUserRoute = defineRoute({
  method: 'post',
  path: '/users/:userId/disable',
  also: [{ method: 'delete', path: '/users/:userId' }],
  operationId: 'disableUser',
  summary: 'Shut a person out',
  permission: 'user:manage',
  audit: 'user.disabled',
  params: z.strictObject({ userId: idOf('usr') }),
  body: MayGiveReason,
  reply: { status: 200, schema: UserReply },
  errors: ['NOT_FOUND'],
  handle: (call) => disableUser(call, call.params.userId, call.body.reason),
});
