import { z } from 'zod';
import { InstantText, Key, lineOf, Money } from './primitives';

export const CreateFund = z
  .strictObject({
    name: lineOf(120),
    kind: z.enum(['general', 'directed']),
    purposeTags: z.array(Key).max(50).default([]),
  })
  .meta({ id: 'CreateFund', example: { name: '两会联动（演示）', kind: 'general', purposeTags: [] } });

export const RecordDonation = z
  .strictObject({
    donor: lineOf(120),
    amount: Money.optional(),
    inKind: z
      .strictObject({ description: lineOf(200), quantity: z.number().positive().max(1e9), unit: lineOf(20) })
      .optional(),
    receivedAt: InstantText.optional(),
  })
  .refine((donation) => (donation.amount === undefined) !== (donation.inKind === undefined), {
    message: 'either an amount of money or things in kind',
    path: ['amount'],
  })
  .meta({
    id: 'RecordDonation',
    example: { donor: '爱心商企（演示）', amount: { amount: 18_000_000, currency: 'CNY' } },
  });

export const FundReply = z
  .object({
    id: z.string(),
    version: z.int(),
    createdAt: InstantText,
    updatedAt: InstantText,
    name: z.string(),
    kind: z.enum(['general', 'directed']),
    purposeTags: z.array(z.string()),
    balances: z.object({
      received: Money,
      reserved: Money,
      committed: Money,
      paid: Money,
      returned: Money,
      available: Money,
    }),
    donations: z.object({ money: z.int(), inKind: z.int() }),
  })
  .meta({ id: 'Fund' });
export type FundReply = z.infer<typeof FundReply>;
