import { z } from 'zod';

/** The durations a programme may state: `"5 working days"`, `"30 days"`, `"2 hours"`, `"90 minutes"`, `"2 seconds"`. */
export const DurationText = z
  .string()
  .regex(/^[1-9]\d{0,3} (working days?|days?|hours?|minutes?|seconds?)$/)
  .meta({ id: 'Duration', description: 'A duration as programmes state it', example: '5 working days' });

/** RFC 3339 instant with an offset. */
export const InstantText = z.iso
  .datetime({ offset: true })
  .meta({ id: 'Instant', description: 'RFC 3339 instant', example: '2026-03-01T09:00:00+08:00' });

export const DateText = z.iso.date().meta({ id: 'Date', example: '2026-03-01' });

/** Money in integer minor units; the largest is what a double holds exactly. */
export const Money = z
  .strictObject({
    amount: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    currency: z.literal('CNY'),
  })
  .meta({
    id: 'Money',
    description: 'Integer minor units (fen) and the ISO 4217 currency',
    example: { amount: 5_000_000, currency: 'CNY' },
  });
export type Money = z.infer<typeof Money>;

/** Basis points: 10,000 are the whole. */
export const BasisPoints = z.int().min(0).max(10_000).meta({ id: 'BasisPoints', example: 6000 });

/** A text in both languages of the product. */
export const LocalText = z
  .strictObject({ zh: z.string().min(1).max(500), en: z.string().min(1).max(500) })
  .meta({ id: 'LocalText', example: { zh: '初评', en: 'Desk review' } });
export type LocalText = z.infer<typeof LocalText>;

/** Keys inside definitions: short, lower camel case, safe as a field name in any store. */
export const Key = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9-]{0,39}$/)
  .meta({ id: 'Key', example: 'desk' });

export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: 'Sha256', example: 'a'.repeat(64) });

/** What an id begins with, so that people see what it names. */
export type IdPrefix =
  | 'prj'
  | 'rnd'
  | 'org'
  | 'fnd'
  | 'pay'
  | 'agr'
  | 'usr'
  | 'tsk'
  | 'pan'
  | 'dec'
  | 'att'
  | 'prg'
  | 'obj'
  | 'amd'
  | 'apl'
  | 'ses'
  | 'don';

/** Opaque, prefixed, sortable ids. */
export const idOf = (prefix: IdPrefix) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-z]{10,40}$`))
    .meta({ example: `${prefix}_01jd3p9wq4x6n8b2c7v5m0k1zt` });

/** A line of text a person writes: trimmed, without control characters, bounded. */
export const lineOf = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .regex(/^[^\p{Cc}]*$/u);

/** A longer text: line breaks and tabs are fine, other control characters are not. */
export const textOf = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .regex(/^(?:[^\p{Cc}]|[\n\r\t])*$/u);
