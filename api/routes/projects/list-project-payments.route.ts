import { z } from 'zod';
import { listQuery, pageOf } from '../../../contracts/listing';
import { PaymentReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { type PaymentState } from '../../../domain/payment/payment.rules';
import { loadAccounts } from '../../operations/dossier';
import { listViews } from '../../operations/lists';
import { presentPayment } from '../../presenters/payment.presenter';

export const listProjectPaymentsRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId/payments',
  operationId: 'listProjectPayments',
  summary: "List a project's payments",
  permission: 'payment:read',
  audit: null,
  params: z.strictObject({ projectId: idOf('prj') }),
  query: listQuery({}),
  reply: { status: 200, schema: pageOf(PaymentReply) },
  errors: ['NOT_FOUND', 'CURSOR_INVALID'],
  handle: async (call) => {
    const { projectId } = call.params;
    await loadAccounts(call, projectId);
    const page = await listViews<PaymentState>(call, 'payment', call.query, { projectId });
    return { ...page, items: page.items.map(presentPayment) };
  },
});
