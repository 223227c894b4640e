import { z } from 'zod';
import { idOf, InstantText, Key, lineOf, Money, textOf } from './primitives';

const reason = textOf(2000).meta({ example: '应申报单位要求' });

export const CreateRound = z
  .strictObject({
    programme: z.strictObject({ key: Key, version: z.int().min(1) }),
    name: lineOf(120),
    budget: Money,
    sources: z.array(z.strictObject({ fundId: idOf('fnd'), amount: Money })).max(20),
    opensAt: InstantText,
    closesAt: InstantText,
    operatorOrganizationId: idOf('org').optional(),
  })
  .refine(({ sources }) => new Set(sources.map(({ fundId }) => fundId)).size === sources.length, {
    message: '同一资金只列一次 / a fund is named once',
    path: ['sources'],
  })
  .meta({
    id: 'CreateRound',
    example: {
      programme: { key: 'venture-grant', version: 1 },
      name: '2026 年公益创投（演示）',
      budget: { amount: 30_000_000, currency: 'CNY' },
      sources: [
        { fundId: 'fnd_01jd3p9wq4x6n8b2c7v5m0k1zt', amount: { amount: 30_000_000, currency: 'CNY' } },
      ],
      opensAt: '2026-03-01T09:00:00+08:00',
      closesAt: '2026-03-31T17:00:00+08:00',
    },
  });

/** A command that needs no details. */
export const NoBody = z.strictObject({}).meta({ id: 'NoBody', example: {} });

export const ExtendRound = z
  .strictObject({ closesAt: InstantText, reason })
  .meta({ id: 'ExtendRound', example: { closesAt: '2026-04-10T17:00:00+08:00', reason: '应申报单位要求' } });
export const CloseRound = z
  .strictObject({ reason: z.string().trim().max(2000).default('') })
  .meta({ id: 'CloseRound', example: { reason: '名额已满' } });

export const CreatePanel = z
  .strictObject({
    stageKey: Key,
    reviewerIds: z.array(idOf('usr')).min(1).max(99),
    reserveIds: z.array(idOf('usr')).max(99).default([]),
    chairId: idOf('usr'),
    projectIds: z.array(idOf('prj')).min(1).max(10_000).optional(),
    category: Key.optional(),
  })
  .refine(({ projectIds, category }) => projectIds === undefined || category === undefined, {
    message: '列出项目或指定类别，二者选一 / either projects one by one or a category',
    path: ['category'],
  })
  .meta({ id: 'CreatePanel' });
export const ReplaceMember = z
  .strictObject({ memberId: idOf('usr'), substituteId: idOf('usr'), reason })
  .meta({ id: 'ReplaceMember' });

export const Decide = z
  .strictObject({
    awards: z
      .array(z.strictObject({ projectId: idOf('prj'), amount: Money, fundId: idOf('fnd').optional() }))
      .max(10_000),
    waitlist: z.array(idOf('prj')).max(10_000).default([]),
    reasons: textOf(5000),
    minutes: lineOf(200).optional(),
  })
  .meta({
    id: 'Decide',
    example: {
      awards: [
        { projectId: 'prj_01jd3p9wq4x6n8b2c7v5m0k1zt', amount: { amount: 3_000_000, currency: 'CNY' } },
      ],
      waitlist: ['prj_01jd3p9wq4x6n8b2c7v5m0k1zu'],
      reasons: '按排名和预算',
      minutes: '晴塘创投纪要〔2026〕1 号（演示）',
    },
  });
export type Decide = z.infer<typeof Decide>;

export const ReopenReview = z
  .strictObject({ projectId: idOf('prj'), stageKey: Key, reason })
  .meta({ id: 'ReopenReview' });

const Panel = z
  .object({
    id: z.string(),
    stageKey: z.string(),
    chairId: z.string(),
    reviewerIds: z.array(z.string()),
    reserveIds: z.array(z.string()),
    covers: z.enum(['round', 'category', 'listed']),
    category: z.string().nullable(),
    /** Null where the panel also covers projects that are still to come. */
    projectCount: z.int().nullable(),
  })
  .meta({ id: 'Panel' });
export const PanelReply = Panel;

export const RoundReply = z
  .object({
    id: z.string(),
    version: z.int(),
    createdAt: InstantText,
    updatedAt: InstantText,
    number: z.string(),
    name: z.string(),
    programme: z.object({ key: z.string(), version: z.int() }),
    budget: Money,
    sources: z.array(z.object({ fundId: z.string(), amount: Money })),
    opensAt: InstantText,
    closesAt: InstantText,
    phase: z.enum(['draft', 'published', 'closed', 'deciding', 'decided', 'cancelled']),
    allowed: z.array(z.string()),
    panels: z.array(Panel),
    decision: z
      .object({
        id: z.string(),
        decidedAt: InstantText.nullable(),
        delivered: z.boolean(),
        awards: z.int(),
        waitlist: z.int(),
        rejected: z.int(),
        total: Money,
        reasons: z.string(),
        minutes: z.string(),
        exceptions: z.array(z.object({ projectId: z.string(), outcome: z.string(), amount: Money })),
      })
      .nullable(),
    waitlist: z.array(z.object({ projectId: z.string(), amount: Money })),
    promotions: z.array(
      z.object({ projectId: z.string(), amount: Money, fundId: z.string(), at: InstantText }),
    ),
  })
  .meta({ id: 'Round' });
export type RoundReply = z.infer<typeof RoundReply>;

export const RankingReply = z
  .object({
    roundId: z.string(),
    items: z.array(
      z.object({
        place: z.int(),
        projectId: z.string(),
        number: z.string(),
        title: z.string(),
        organizationName: z.string(),
        category: z.string(),
        score: z.number().nullable(),
        ask: Money,
        aboveMinimum: z.boolean(),
        because: z.string(),
        stage: z.string(),
      }),
    ),
  })
  .meta({ id: 'Ranking' });
