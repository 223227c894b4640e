import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Actor } from '../../contracts/fact';
import { DomainError } from '../../domain/domain-error';

/** A message that was overheard is of no use after this time; clocks may differ by as much. */
const FRESH_FOR_MS = 5 * 60 * 1000;

/** The machine that sent a signed callback. */
export const CALLBACK_ACTOR: Actor = { userId: 'callback', roles: ['callback'] };

/** The signature of a callback: HMAC-SHA-256 over the timestamp, a dot and the body, in hex. */
export const signCallback = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

const headerOf = (request: Request, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

/**
 * Refuses a callback whose `X-Yichuang-Signature: sha256=…` does not fit its body, or whose `X-Yichuang-Timestamp`
 * (seconds since 1970) is more than five minutes off. Throws SIGNATURE_INVALID without saying which.
 */
export function assertSigned(request: Request, body: string, secret: string, nowMs: number): void {
  const timestamp = headerOf(request, 'x-yichuang-timestamp');
  const given = Buffer.from(headerOf(request, 'x-yichuang-signature').replace(/^sha256=/, ''), 'hex');
  const right = Buffer.from(signCallback(secret, timestamp, body), 'hex');
  const isFresh = /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - nowMs) <= FRESH_FOR_MS;
  if (!isFresh || given.length !== right.length || !timingSafeEqual(given, right))
    throw new DomainError('SIGNATURE_INVALID');
}
