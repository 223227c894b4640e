import { z } from 'zod';
import { listQuery, pageOf } from '../../../contracts/listing';
import { OrganizationReply, OrganizationType } from '../../../contracts/organization';
import { defineRoute } from '../../http/define-route';
import { organizationScope } from '../../http/scope';
import { listViews } from '../../operations/lists';
import { presentOrganization, type OrganizationState } from '../../operations/organization.aggregate';

export const listOrganizationsRoute = defineRoute({
  method: 'get',
  path: '/organizations',
  operationId: 'listOrganizations',
  summary: 'List and search organisations',
  permission: 'organization:read',
  audit: null,
  query: listQuery(
    {
      kind: z.enum(['registered', 'filed']).optional(),
      type: OrganizationType.optional(),
      creditCode: z.string().trim().toUpperCase().min(1).max(30).optional(),
    },
    ['id', 'name'],
  ),
  reply: { status: 200, schema: pageOf(OrganizationReply) },
  errors: ['CURSOR_INVALID'],
  handle: async (call) => {
    const { kind, type, creditCode } = call.query;
    const filter = { kind, type, creditCode, $and: [organizationScope(call.actor)] };
    const page = await listViews<OrganizationState>(call, 'organization', call.query, filter);
    return { ...page, items: page.items.map(presentOrganization) };
  },
});
