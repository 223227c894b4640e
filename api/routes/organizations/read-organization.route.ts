import { z } from 'zod';
import { readQuery } from '../../../contracts/listing';
import { OrganizationReply } from '../../../contracts/organization';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { readOrganization } from '../../operations/organizations';

export const readOrganizationRoute = defineRoute({
  method: 'get',
  path: '/organizations/:organizationId',
  operationId: 'readOrganization',
  summary: 'Read an organisation',
  permission: 'organization:read',
  audit: null,
  params: z.strictObject({ organizationId: idOf('org') }),
  query: readQuery,
  reply: { status: 200, schema: OrganizationReply },
  errors: ['NOT_FOUND', 'VERSION_NOT_REACHED'],
  handle: (call) => readOrganization(call, call.params.organizationId, call.query.minVersion),
});
