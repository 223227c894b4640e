import type { Request } from 'express';
import { InputError } from './input-error';

const MAX_KEY_CHARACTERS = 200;

const fault = (header: string, message: string): InputError =>
  new InputError([{ code: 'custom', path: [header], message, input: undefined }]);

/** The caller's own name for this request, where it gives one. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (Array.isArray(key) || key.length === 0 || key.length > MAX_KEY_CHARACTERS)
    throw fault('Idempotency-Key', '1–200 字符 / 1 to 200 characters');
  return key;
}

/** The version that the caller has seen, where it says so. */
export function expectedVersionOf(request: Request): number | undefined {
  const ifMatch = request.headers['if-match'];
  // `*` asks for any version that is there, and every address answers for one that is.
  if (ifMatch === undefined || ifMatch === '*') return undefined;
  const version = /^(?:W\/)?"?(\d{1,12})"?$/.exec(ifMatch)?.[1];
  if (version === undefined) throw fault('If-Match', '须为版本号 / must be a version number');
  return Number(version);
}
