import { z } from 'zod';
import { BasisPoints, DurationText, Key, LocalText, Money } from './primitives';

const BUDGET_HEADS = [
  'personnel',
  'volunteers',
  'activities',
  'goods',
  'venue',
  'publicity',
  'transport',
  'training',
  'administration',
  'tax',
  'audit',
] as const;
export const BudgetHead = z.enum(BUDGET_HEADS).meta({ id: 'BudgetHead' });
export type BudgetHead = z.infer<typeof BudgetHead>;

export const SigningParty = z.enum(['funder', 'operator', 'grantee', 'host']).meta({ id: 'SigningParty' });
export type SigningParty = z.infer<typeof SigningParty>;

const Criterion = z
  .strictObject({
    key: Key,
    name: LocalText,
    max: z.number().positive().max(1000),
    weight: z.number().positive().max(100).default(1),
  })
  .meta({ id: 'Criterion' });

/** Who scores, how many of them, by when, and how many scores become one. Reviews and evaluations share it. */
const Scoring = z.strictObject({
  reviewers: z.int().min(1).max(99),
  quorum: z.int().min(1).max(99),
  within: DurationText,
  rubric: z.array(Criterion).min(1).max(30),
  method: z.enum(['mean', 'median', 'trimmedMean']),
  decimals: z.int().min(0).max(4),
});

const Review = Scoring.extend({
  key: Key,
  name: LocalText,
  /** What this review weighs among all reviews in the score that ranks. */
  weight: z.int().min(1).max(100).default(1),
}).meta({ id: 'ReviewDefinition' });

const Evaluation = Scoring.extend({
  key: Key,
  name: LocalText,
  /** Milestones that must be accepted before the evaluation opens. */
  after: z.array(Key).max(20),
  reportWithin: DurationText,
  /** The least score that passes; a lower one stops the money until somebody decides. */
  pass: z.number().min(0).max(1000),
  /** Highest first; empty where the evaluation gives no grade. */
  grades: z
    .array(z.strictObject({ grade: z.string().min(1).max(20), from: z.number().min(0).max(1000) }))
    .max(10),
}).meta({ id: 'EvaluationDefinition' });

/** A tranche falls due when every gate is met. */
const Gate = z
  .string()
  .regex(/^(signing|audit|milestone:[a-z][a-zA-Z0-9-]*|evaluation:[a-z][a-zA-Z0-9-]*)$/)
  .meta({ id: 'Gate', example: 'evaluation:midterm' });

const Tranche = z
  .strictObject({
    key: Key,
    name: LocalText,
    share: BasisPoints,
    gates: z.array(Gate).min(1).max(10),
    payWithin: DurationText,
  })
  .meta({ id: 'TrancheDefinition' });

const Milestone = z
  .strictObject({ key: Key, name: LocalText, within: DurationText, after: z.array(Gate).max(5).default([]) })
  .meta({ id: 'MilestoneDefinition' });

const Application = z.strictObject({
  cap: Money,
  maxGrantShare: BasisPoints,
  maxPersonnelShare: BasisPoints,
  maxAdministrationShare: BasisPoints,
  onePerOrganization: z.boolean(),
  categories: z
    .array(z.strictObject({ key: Key, name: LocalText }))
    .min(1)
    .max(60),
  summaryMaxCharacters: z.int().min(1).max(20_000),
  attachments: z.strictObject({
    maxCount: z.int().min(0).max(100),
    maxBytes: z
      .int()
      .min(1)
      .max(100 * 1024 * 1024),
    mediaTypes: z.array(z.string().max(120)).max(30),
  }),
});

const Shape = z.strictObject({
  key: Key,
  version: z.int().min(1).max(10_000),
  name: LocalText,
  description: LocalText,
  kind: z.enum(['grant', 'admission', 'award', 'contest']),
  /** Minutes east of UTC; the calendar's days begin there. */
  offsetMinutes: z.int().min(-840).max(840),
  countFirstDay: z.boolean(),
  /** How long before a deadline whoever has to meet it is reminded; none where the list is empty. */
  reminders: z.array(DurationText).max(5).default([]),
  application: Application,
  screening: z.strictObject({
    checklist: z.array(z.strictObject({ key: Key, name: LocalText })).max(40),
    corrections: z.int().min(0).max(5),
    correctionWithin: DurationText,
  }),
  reviews: z.array(Review).max(10),
  decision: z.strictObject({
    minScore: z.number().min(0).max(1000),
    /** Which review's criteria break a tie, in order; last of all the earlier submission. */
    tieBreakers: z.array(Key).max(10),
    waitlistFor: DurationText,
  }),
  notice: z.strictObject({ within: DurationText, answerWithin: DurationText }),
  /** Absent where the programme hears no appeals. */
  appeal: z.strictObject({ within: DurationText, answerWithin: DurationText }).optional(),
  signing: z.strictObject({ within: DurationText, parties: z.array(SigningParty).min(1).max(4) }),
  tranches: z.array(Tranche).max(12),
  milestones: z.array(Milestone).max(40),
  evaluations: z.array(Evaluation).max(6),
  closeout: z.strictObject({ auditStatement: z.boolean(), auditWithin: DurationText }),
  amendment: z.strictObject({ tolerance: BasisPoints }),
});

type Issue = { path: (string | number)[]; message: string };

function findDuplicates(keys: string[], path: string): Issue[] {
  return keys.flatMap((key, index) =>
    keys.indexOf(key) === index ? [] : [{ path: [path, index, 'key'], message: `duplicate key "${key}"` }],
  );
}

function findScoringFaults(definition: z.infer<typeof Shape>): Issue[] {
  const stages = [
    ...definition.reviews.map((stage, index) => ({ stage, path: ['reviews', index] })),
    ...definition.evaluations.map((stage, index) => ({ stage, path: ['evaluations', index] })),
  ];
  return stages.flatMap(({ stage, path }) => {
    const issues: Issue[] = [];
    if (stage.quorum > stage.reviewers)
      issues.push({
        path: [...path, 'quorum'],
        message: `quorum ${stage.quorum} is above the ${stage.reviewers} reviewers`,
      });
    const keys = stage.rubric.map((criterion) => criterion.key);
    if (new Set(keys).size < keys.length)
      issues.push({ path: [...path, 'rubric'], message: 'criteria need distinct keys' });
    return issues;
  });
}

function findGateFaults(definition: z.infer<typeof Shape>): Issue[] {
  const known = new Set([
    'signing',
    ...(definition.closeout.auditStatement ? ['audit'] : []),
    ...definition.milestones.map((milestone) => `milestone:${milestone.key}`),
    ...definition.evaluations.map((evaluation) => `evaluation:${evaluation.key}`),
  ]);
  const unknown = (gates: string[], path: (string | number)[]): Issue[] =>
    gates
      .filter((gate) => !known.has(gate))
      .map((gate) => ({ path, message: `nothing opens the gate "${gate}"` }));
  return [
    ...definition.tranches.flatMap((tranche, index) => unknown(tranche.gates, ['tranches', index, 'gates'])),
    ...definition.milestones.flatMap((milestone, index) =>
      unknown(milestone.after, ['milestones', index, 'after']),
    ),
    ...definition.evaluations.flatMap((evaluation, index) =>
      unknown(
        evaluation.after.map((key) => `milestone:${key}`),
        ['evaluations', index, 'after'],
      ),
    ),
  ];
}

function findMoneyFaults(definition: z.infer<typeof Shape>): Issue[] {
  const total = definition.tranches.reduce((sum, tranche) => sum + tranche.share, 0);
  if (definition.kind === 'grant' && total !== 10_000)
    return [
      {
        path: ['tranches'],
        message: `the shares of the tranches add up to ${total} basis points, not 10000`,
      },
    ];
  return [];
}

/**
 * A programme definition: every number, weight, deadline and party of a round's journey.
 * It is immutable once a round uses it; a change is a new version.
 */
export const ProgrammeDefinition = Shape.superRefine((definition, context) => {
  const stageKeys = [...definition.reviews, ...definition.evaluations].map((stage) => stage.key);
  const issues = [
    ...findDuplicates(stageKeys, 'reviews'),
    ...findDuplicates(
      definition.tranches.map((tranche) => tranche.key),
      'tranches',
    ),
    ...findDuplicates(
      definition.milestones.map((milestone) => milestone.key),
      'milestones',
    ),
    ...findScoringFaults(definition),
    ...findGateFaults(definition),
    ...findMoneyFaults(definition),
  ];
  for (const issue of issues) context.addIssue({ code: 'custom', ...issue });
}).meta({ id: 'ProgrammeDefinition' });

export type ProgrammeDefinition = z.infer<typeof ProgrammeDefinition>;
export type ScoringDefinition = z.infer<typeof Scoring>;
export type EvaluationDefinition = z.infer<typeof Evaluation>;
