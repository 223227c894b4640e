import { z } from 'zod';
import { NoteSupervision } from '../../../contracts/project';
import { ProjectReply } from '../../../contracts/project-reply';
import { idOf } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { commandProject } from '../../operations/project-commands';

export const noteSupervisionRoute = defineRoute({
  method: 'post',
  path: '/projects/:projectId/supervision-notes',
  operationId: 'noteSupervision',
  summary: 'Note a supervision visit',
  permission: 'supervision:note',
  audit: 'supervision.noted',
  params: z.strictObject({ projectId: idOf('prj') }),
  body: NoteSupervision,
  reply: { status: 201, schema: ProjectReply },
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'PROJECT_SUSPENDED', 'STORE_BEHIND', 'ENGINE_UNAVAILABLE'],
  handle: (call) => {
    const noteId = call.newId('amd');
    return commandProject(call, call.params.projectId, 'noteSupervision', { noteId, ...call.body });
  },
});
