import { Login, LoginReply } from '../../../contracts/user';
import { defineRoute } from '../../http/define-route';
import { signIn } from '../../operations/sessions';

export const loginRoute = defineRoute({
  method: 'post',
  path: '/auth/login',
  operationId: 'login',
  summary: 'Sign in by mail address or mobile number and password',
  permission: 'public',
  audit: 'session.opened',
  body: Login,
  keepsReply: false,
  reply: { status: 200, schema: LoginReply },
  errors: ['LOGIN_FAILED', 'TOO_MANY_REQUESTS'],
  handle: (call) => signIn(call, call.body),
});
