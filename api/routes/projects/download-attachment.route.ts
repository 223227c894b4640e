import { z } from 'zod';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { downloadAttachment } from '../../operations/attachments';

export const downloadAttachmentRoute = defineRoute({
  method: 'get',
  path: '/projects/:projectId/attachments/:attachmentId',
  operationId: 'downloadAttachment',
  summary: 'Read a file',
  permission: 'project:read',
  audit: 'attachment.downloaded',
  params: z.strictObject({ projectId: idOf('prj'), attachmentId: idOf('att') }),
  reply: { status: 200, mediaType: 'application/octet-stream' },
  errors: ['NOT_FOUND'],
  handle: (call) => downloadAttachment(call, call.params.projectId, call.params.attachmentId),
});
