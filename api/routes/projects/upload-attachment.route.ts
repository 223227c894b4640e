import { z } from 'zod';
import { AttachmentReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { uploadAttachment } from '../../operations/attachments';

export const uploadAttachmentRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/attachments',
  operationId: 'uploadAttachment',
  summary: 'Add a file',
  permission: 'project:apply',
  audit: 'attachment.added',
  params: z.strictObject({ projectId: idOf('prj') }),
  accepts: 'multipart',
  reply: { status: 201, schema: AttachmentReply },
  errors: ['NOT_FOUND', 'PAYLOAD_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED', 'TOO_MANY_ATTACHMENTS'],
  handle: (call) => uploadAttachment(call, call.params.projectId),
});
