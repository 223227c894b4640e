import { z } from 'zod';
import { AgreementReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { readAgreement } from '../../operations/agreements';

export const readAgreementRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId/agreement',
  operationId: 'readAgreement',
  summary: 'Read the agreement and who has signed',
  permission: 'agreement:read',
  audit: null,
  params: z.strictObject({ projectId: idOf('prj') }),
  reply: { status: 200, schema: AgreementReply },
  errors: ['NOT_FOUND'],
  handle: (call) => readAgreement(call, call.params.projectId),
});
