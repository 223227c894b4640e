import { z } from 'zod';
import { AgreementReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { downloadAgreement, readAgreement } from '../../operations/agreements';

export const readAgreementRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId/agreement',
  operationId: 'readAgreement',
  summary: 'Read the agreement; as PDF where Accept asks for application/pdf',
  permission: 'agreement:read',
  audit: null,
  params: z.strictObject({ projectId: idOf('prj') }),
  reply: { status: 200, schema: AgreementReply },
  errors: ['NOT_FOUND', 'AGREEMENT_NOT_READY'],
  handle: async (call) => {
    call.response.vary('Accept');
    if (call.request.accepts(['json', 'pdf']) === 'pdf') await downloadAgreement(call, call.params.projectId);
    return readAgreement(call, call.params.projectId);
  },
});
