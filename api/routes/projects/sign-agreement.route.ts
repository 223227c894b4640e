import { z } from 'zod';
import { SignAgreement } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { signAgreement } from '../../operations/agreements';

export const signAgreementRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/agreement/sign',
  operationId: 'signAgreement',
  summary: 'Sign the agreement over its hash',
  permission: 'agreement:sign',
  audit: 'agreement.signed',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: SignAgreement,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'AGREEMENT_NOT_READY',
    'DOCUMENT_HASH_MISMATCH',
    'PARTY_SIGNED',
    'NOT_A_PARTY',
    'DUTIES_EXCLUSIVE',
  ],
  handle: (call) => signAgreement(call, call.params.projectId, call.body),
});
