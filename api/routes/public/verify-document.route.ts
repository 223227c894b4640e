import { z } from 'zod';
import { Verification } from '../../../contracts/summaries';
import { Sha256 } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { verifyDocument } from '../../operations/public';

export const verifyDocumentRoute = defineRoute({
  method: 'get',
  path: '/public/verify/:sha256',
  operationId: 'verifyDocument',
  summary: 'Whether a document with this hash is ours',
  permission: 'public',
  audit: null,
  params: z.strictObject({ sha256: Sha256 }),
  reply: { status: 200, schema: Verification },
  errors: [],
  handle: (call) => verifyDocument(call, call.params.sha256),
});
