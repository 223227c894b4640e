import { DomainError } from '../../domain/domain-error';
import { InputError } from './input-error';

/** Deeper than any document of ours; what nests deeper is meant to exhaust a parser. */
const MAX_DEPTH = 32;
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype'];

function fault(path: PropertyKey[], message: string): InputError {
  return new InputError([{ code: 'custom', path, message, input: undefined }]);
}

/** Keys that a prototype or a query operator would take for its own never get as far as a schema. */
function assertKey(key: string, path: PropertyKey[]): void {
  if (FORBIDDEN_KEYS.includes(key) || key.startsWith('$') || key.includes('\0'))
    throw fault([...path, key], `不允许的字段名 / a field name that is not allowed: ${JSON.stringify(key)}`);
}

/** Refuses NUL characters, operator and prototype keys, and bottomless nesting, wherever in a value they are. */
export function assertClean(value: unknown, path: PropertyKey[] = []): void {
  if (typeof value === 'string' && value.includes('\0'))
    throw fault(path, '含有 NUL 字符 / contains a NUL character');
  if (value === null || typeof value !== 'object') return;
  if (path.length >= MAX_DEPTH)
    throw fault(path.slice(0, 3), `嵌套超过 ${MAX_DEPTH} 层 / nested deeper than ${MAX_DEPTH}`);
  for (const [key, entry] of Object.entries(value)) {
    if (!Array.isArray(value)) assertKey(key, path);
    assertClean(entry, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** Parses a JSON body and refuses what no document of ours contains. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    // A reviver sees `__proto__` as an own key, where the plain result would have hidden it.
    value = JSON.parse(text);
  } catch {
    throw new DomainError('MALFORMED_JSON');
  }
  assertClean(value);
  return value;
}
