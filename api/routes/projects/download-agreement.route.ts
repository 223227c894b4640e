import { z } from 'zod';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { downloadAgreement } from '../../operations/agreements';

export const downloadAgreementRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId/agreement/document',
  also: [{ method: 'get', path: '/projects/:projectId/agreement.pdf' }],
  operationId: 'downloadAgreement',
  summary: 'The agreement as PDF',
  permission: 'agreement:read',
  audit: 'agreement.downloaded',
  params: z.strictObject({ projectId: idOf('prj') }),
  reply: { status: 200, mediaType: 'application/pdf' },
  errors: ['NOT_FOUND', 'AGREEMENT_NOT_READY'],
  handle: (call) => downloadAgreement(call, call.params.projectId),
});
