import { z } from 'zod';
import { listQuery, pageOf } from '../../../contracts/listing';
import { OrganizationReply, OrganizationType } from '../../../contracts/organization';
import { defineRoute } from '../../http/define-route';
import { listViews } from '../../operations/lists';
import { presentOrganization, type OrganizationState } from '../../operations/organization.aggregate';

export const listOrganizationsRoute = defineRoute({
  method: 'get',
  path: '/organizations',
  operationId: 'listOrganizations',
  summary: 'List and search organisations',
  permission: 'organization:read',
  audit: null,
  query: listQuery({ kind: z.enum(['registered', 'filed']).optional(), type: OrganizationType.optional() }, [
    'id',
    'name',
  ]),
  reply: { status: 200, schema: pageOf(OrganizationReply) },
  errors: ['CURSOR_INVALID'],
  handle: async (call) => {
    const { kind, type } = call.query;
    const page = await listViews<OrganizationState>(call, 'organization', call.query, { kind, type });
    return { ...page, items: page.items.map(presentOrganization) };
  },
});
