import type { Request } from 'express';
import { DomainError } from '../../domain/domain-error';
import { parseJson } from './body-hygiene';

/** Ample for an application of 60 budget lines and a long text; files go another way. */
const MAX_BODY_BYTES = 1024 * 1024;

function assertJson(request: Request): void {
  const given = request.headers['content-type'] ?? '';
  if (!/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(given))
    throw new DomainError('MEDIA_TYPE_UNSUPPORTED', { given: given || '-', allowed: ['application/json'] });
}

/** The body as it came, byte for byte; a signature covers exactly this. */
export async function readText(request: Request, limitBytes = MAX_BODY_BYTES): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      // The rest is read and dropped, so that the caller gets the answer instead of a broken connection.
      if (bytes <= limitBytes) chunks.push(chunk);
    }
  } catch {
    // The caller hung up in the middle; half a body is no input.
    throw new DomainError('INVALID_INPUT');
  }
  if (bytes > limitBytes) throw new DomainError('PAYLOAD_TOO_LARGE', { limitBytes });
  return Buffer.concat(chunks).toString('utf8');
}

/** A JSON body, clean; an empty one is an empty object. */
export function parseBody(request: Request, text: string): unknown {
  if (text === '') return {};
  assertJson(request);
  return parseJson(text);
}
