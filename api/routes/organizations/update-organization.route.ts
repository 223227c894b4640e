import { z } from 'zod';
import { OrganizationReply, UpdateOrganization } from '../../../contracts/organization';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { updateOrganization } from '../../operations/organizations';

export const updateOrganizationRoute = defineRoute({
  method: 'patch',
  path: '/organizations/:organizationId',
  operationId: 'updateOrganization',
  summary: 'Change an organisation',
  permission: 'organization:update',
  audit: 'organization.updated',
  params: z.strictObject({ organizationId: idOf('org') }),
  body: UpdateOrganization,
  reply: { status: 200, schema: OrganizationReply },
  errors: ['NOT_FOUND', 'VERSION_CONFLICT', 'CREDIT_CODE_INVALID', 'ALREADY_EXISTS'],
  handle: (call) => updateOrganization(call, call.params.organizationId, call.body),
});
