import { z } from 'zod';
import { listQuery, pageOf } from '../../../contracts/listing';
import { ProjectSummary } from '../../../contracts/summaries';
import { idOf, Key } from '../../../contracts/primitives';
import { defineRoute } from '../../http/define-route';
import { STAGES } from '../../../domain/project/project-lifecycle';
import { listProjects } from '../../operations/list-projects';

export const listProjectsRoute = defineRoute({
  method: 'get',
  path: '/projects',
  operationId: 'listProjects',
  summary: 'List and search projects',
  permission: 'project:read',
  audit: null,
  query: listQuery(
    {
      roundId: idOf('rnd').optional(),
      stage: z.enum(STAGES).optional(),
      organizationId: idOf('org').optional(),
      categories: Key.optional(),
    },
    ['id', 'number', 'score', 'updatedAt'],
  ),
  reply: { status: 200, schema: pageOf(ProjectSummary) },
  errors: ['CURSOR_INVALID'],
  handle: (call) => listProjects(call, call.query),
});
