import type { z } from 'zod';
import { ProgrammeDefinition } from '../../contracts/programme';
import type { ValidationReply } from '../../contracts/programme-reply';
import { faultsOf, InputError } from '../http/input-error';
import type { Language } from '../http/language';

/** Every fault of a definition, with its place, in the reader's language. */
export function validateProgramme(definition: object, language: Language): z.infer<typeof ValidationReply> {
  const parsed = ProgrammeDefinition.safeParse(definition, { reportInput: true });
  const errors = parsed.success ? [] : faultsOf(new InputError(parsed.error.issues), language);
  return { valid: parsed.success, errors };
}
