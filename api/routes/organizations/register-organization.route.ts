import { CreateOrganization, OrganizationReply } from '../../../contracts/organization';
import { defineRoute } from '../../http/define-route';
import { registerOrganization } from '../../operations/organizations';

export const registerOrganizationRoute = defineRoute({
  method: 'post',
  path: '/organizations',
  operationId: 'registerOrganization',
  summary: 'Register an organisation',
  permission: 'organization:create',
  audit: 'organization.registered',
  body: CreateOrganization,
  reply: { status: 201, schema: OrganizationReply },
  errors: [
    'CREDIT_CODE_INVALID',
    'CREDIT_CODE_REQUIRED',
    'FILING_REQUIRED',
    'HUB_REQUIRED',
    'ORGANIZATION_UNKNOWN',
    'ALREADY_EXISTS',
  ],
  handle: ({ deps, body, newId, commandId, now, actor }) =>
    registerOrganization(deps.store, { id: newId('org'), commandId, at: now, actor, details: body }),
});
