import { CreateUser, UserReply } from '../../../contracts/user';
import { defineRoute } from '../../http/define-route';
import { loadOrganization } from '../../operations/organizations';
import { createUser } from '../../operations/users';

export const createUserRoute = defineRoute({
  method: 'post',
  path: '/users',
  operationId: 'createUser',
  summary: 'Create a person with roles',
  permission: 'user:manage',
  audit: 'user.created',
  body: CreateUser,
  reply: { status: 201, schema: UserReply },
  errors: ['ALREADY_EXISTS', 'ORGANIZATION_UNKNOWN'],
  handle: async ({ deps, body, newId, commandId, now, actor }) => {
    if (body.organizationId !== undefined) await loadOrganization(deps.store, body.organizationId);
    return createUser(deps.store, { id: newId('usr'), commandId, at: now, actor, details: body });
  },
});
