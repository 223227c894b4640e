import { DomainError } from '../../domain/domain-error';
import { InputError } from './input-error';

/** Deeper than any document of ours; what nests deeper is meant to exhaust a parser. */
const MAX_DEPTH = 32;
/** No field of ours has a dot or a character that the store could not keep. */
const UNSTORABLE_KEY = /[.\0]|\p{Surrogate}/u;
const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype'];

function fault(path: PropertyKey[], message: string): InputError {
  return new InputError([{ code: 'custom', path, message, input: undefined }]);
}

/** Keys that a prototype or a query operator would take for its own never get as far as a schema. */
function assertKey(key: string, path: PropertyKey[]): void {
  if (FORBIDDEN_KEYS.includes(key) || key.startsWith('$') || UNSTORABLE_KEY.test(key))
    throw fault([...path, key], `不允许的字段名 / a field name that is not allowed: ${JSON.stringify(key)}`);
}

/** Half of a surrogate pair is no character: the store would keep another one, and a fact's hash would not hold. */
const BROKEN_CHARACTER = /\p{Surrogate}/u;

function assertText(text: string, path: PropertyKey[]): void {
  if (text.includes('\0')) throw fault(path, '含有 NUL 字符 / contains a NUL character');
  if (BROKEN_CHARACTER.test(text)) throw fault(path, '含有残缺字符 / contains a broken character');
}

/** Refuses NUL characters, operator and prototype keys, and bottomless nesting, wherever in a value they are. */
export function assertClean(value: unknown, path: PropertyKey[] = []): void {
  if (typeof value === 'string') assertText(value, path);
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
    value = JSON.parse(text);
  } catch {
    throw new DomainError('MALFORMED_JSON');
  }
  assertClean(value);
  return value;
}
