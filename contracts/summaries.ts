import { z } from 'zod';
import { InstantText, Money, Sha256 } from './primitives';

/** A project as lists show it. */
export const ProjectSummary = z
  .object({
    id: z.string(),
    version: z.int(),
    number: z.string(),
    title: z.string(),
    organizationId: z.string(),
    organizationName: z.string(),
    roundId: z.string(),
    categories: z.array(z.string()),
    stage: z.string(),
    stageSince: InstantText,
    suspended: z.boolean(),
    ask: Money,
    award: Money.nullable(),
    score: z.number().nullable(),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .meta({ id: 'ProjectSummary' });
export type ProjectSummary = z.infer<typeof ProjectSummary>;

export const PublicRound = z
  .object({
    id: z.string(),
    number: z.string(),
    name: z.string(),
    phase: z.string(),
    opensAt: InstantText,
    closesAt: InstantText,
    budget: Money,
    programme: z.object({ key: z.string(), version: z.int() }),
  })
  .meta({ id: 'PublicRound' });

export const PublicNotice = z
  .object({
    projectId: z.string(),
    number: z.string(),
    title: z.string(),
    organizationName: z.string(),
    roundId: z.string(),
    amount: Money,
    noticeEndsAt: InstantText.nullable(),
  })
  .meta({ id: 'PublicNotice' });

export const PublicProject = z
  .object({
    id: z.string(),
    number: z.string(),
    title: z.string(),
    summary: z.string(),
    categories: z.array(z.string()),
    organizationName: z.string(),
    stage: z.string(),
    award: Money.nullable(),
    paid: Money,
    grade: z.string().nullable(),
  })
  .meta({ id: 'PublicProject' });

export const PublicFund = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    received: Money,
    paid: Money,
    returned: Money,
  })
  .meta({ id: 'PublicFund' });

export const Verification = z
  .object({
    sha256: Sha256,
    known: z.boolean(),
    document: z
      .object({ kind: z.string(), projectNumber: z.string(), concludedAt: InstantText.nullable() })
      .nullable(),
  })
  .meta({ id: 'Verification' });
