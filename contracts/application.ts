import { z } from 'zod';
import { BudgetHead } from './programme';
import { DateText, idOf, Key, lineOf, Money, textOf } from './primitives';

const BudgetLine = z
  .strictObject({
    head: BudgetHead,
    description: lineOf(200),
    grant: Money,
    own: Money,
    inKind: Money,
  })
  .meta({
    id: 'BudgetLine',
    example: {
      head: 'activities',
      description: '每周送餐日物料',
      grant: { amount: 3_000_000, currency: 'CNY' },
      own: { amount: 2_000_000, currency: 'CNY' },
      inKind: { amount: 0, currency: 'CNY' },
    },
  });

const PlannedActivity = z
  .strictObject({ title: lineOf(200), from: DateText, to: DateText, outputs: textOf(1000) })
  .meta({ id: 'PlannedActivity' });

const Indicator = z
  .strictObject({ key: Key, name: lineOf(100), baseline: z.number(), target: z.number(), unit: lineOf(20) })
  .meta({ id: 'Indicator' });

/** Who answers for the application; personal data, kept with the form and never in the ledger. */
const Contact = z
  .strictObject({ name: lineOf(60), phone: lineOf(30), email: z.email().max(200).optional() })
  .meta({ id: 'Contact', example: { name: '张某（演示）', phone: '13800000000' } });

/** The whole form. A draft may hold any part of it; what a submission needs is checked when it is submitted. */
export const ApplicationContent = z
  .strictObject({
    title: lineOf(120),
    summary: textOf(20_000),
    categories: z.array(Key).min(1).max(10),
    ask: Money,
    budget: z.array(BudgetLine).min(1).max(60),
    activities: z.array(PlannedActivity).max(100).optional(),
    indicators: z.array(Indicator).max(40).optional(),
    contact: Contact.optional(),
    hostOrganizationId: idOf('org').optional(),
    commitment: z.literal(true).optional(),
  })
  .meta({ id: 'ApplicationContent' });
export type ApplicationContent = z.infer<typeof ApplicationContent>;

export const ApplicationDraft = ApplicationContent.partial().meta({
  id: 'ApplicationDraft',
  example: {
    title: '敲门送餐日',
    summary: '为独居老人每周送餐并上门探访，形成邻里互助。',
    categories: ['elderly-children'],
    ask: { amount: 3_000_000, currency: 'CNY' },
    budget: [
      {
        head: 'activities',
        description: '每周送餐日物料',
        grant: { amount: 3_000_000, currency: 'CNY' },
        own: { amount: 2_000_000, currency: 'CNY' },
        inKind: { amount: 0, currency: 'CNY' },
      },
    ],
  },
});
export type ApplicationDraft = z.infer<typeof ApplicationDraft>;
