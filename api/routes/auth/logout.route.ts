import { defineRoute } from '../../http/define-route';
import { signOut } from '../../operations/sessions';

export const logoutRoute = defineRoute({
  method: 'post',
  path: '/auth/logout',
  operationId: 'logout',
  summary: 'End this session',
  permission: 'self:read',
  audit: 'session.ended',
  reply: { status: 204 },
  errors: [],
  handle: (call) => signOut(call),
});
