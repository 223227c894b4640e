import { UnknownDefinition, ValidationReply } from '../../../contracts/programme-reply';
import { defineRoute } from '../../http/define-route';
import { validateProgramme } from '../../operations/validate-programme';

export const validateProgrammeRoute = defineRoute({
  method: 'post',
  path: '/programmes/validate',
  operationId: 'validateProgramme',
  summary: 'Check a definition without publishing it',
  permission: 'programme:write',
  audit: null,
  body: UnknownDefinition,
  reply: { status: 200, schema: ValidationReply },
  errors: [],
  handle: (call) => Promise.resolve(validateProgramme(call.body, call.language)),
});
