import { z } from 'zod';
import { RecordReturn } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const recordReturnRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/returns',
  operationId: 'recordReturn',
  summary: 'Record money that came back',
  permission: 'return:record',
  audit: 'return.recorded',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: RecordReturn,
  reply: { status: 200, schema: ProjectReply },
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'PROJECT_SUSPENDED',
    'STORE_BEHIND',
    'ENGINE_UNAVAILABLE',
    'AMOUNT_TOO_LARGE',
  ],
  handle: (call) => {
    const { params, body } = call;
    return commandProject(call, params.projectId, 'recordReturn', {
      amountFen: body.amount.amount,
      bankReference: body.bankReference,
      receivedAt: body.receivedAt,
    });
  },
});
