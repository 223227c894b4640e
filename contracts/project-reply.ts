import { z } from 'zod';
import { ApplicationDraft } from './application';
import { InstantText, Money, Sha256 } from './primitives';
import { SigningParty } from './programme';

const Deadline = z
  .object({ key: z.string(), dueAt: InstantText, provisional: z.boolean() })
  .meta({ id: 'Deadline' });
export const TaskReply = z
  .object({
    id: z.string(),
    kind: z.string(),
    title: z.string(),
    subject: z.object({
      kind: z.string(),
      id: z.string(),
      number: z.string().nullable(),
      title: z.string().nullable(),
    }),
    dueAt: InstantText.nullable(),
    overdue: z.boolean(),
    reminders: z.int().meta({ description: 'How often its people were reminded' }),
  })
  .meta({ id: 'Task' });

const Seat = z.object({
  reviewerId: z.string(),
  status: z.enum(['invited', 'declared', 'recused', 'submitted']),
  scores: z.record(z.string(), z.number()).optional(),
  total: z.number().optional(),
  comment: z.string().optional(),
  recommendation: z.string().optional(),
});
/** A review or an evaluation as its reader may see it: sealed until the panel concludes. */
export const AssessmentReply = z
  .object({
    stageKey: z.string(),
    kind: z.enum(['review', 'evaluation']),
    status: z.enum(['reporting', 'waiting', 'open', 'void', 'concluded', 'failed']),
    attempt: z.int(),
    sealed: z.boolean(),
    seats: z.array(Seat),
    report: z
      .object({ narrative: z.string(), at: InstantText, documentSha256: z.string().optional() })
      .nullable(),
    draft: z
      .object({ scores: z.record(z.string(), z.number()), comment: z.string(), recommendation: z.string() })
      .nullable(),
    result: z
      .object({
        score: z.number(),
        method: z.string(),
        trimmed: z.boolean(),
        raw: z.array(z.object({ reviewerId: z.string(), total: z.number() })),
        byCriterion: z.record(z.string(), z.number()),
        passed: z.boolean(),
        grade: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Assessment' });
export type AssessmentReply = z.infer<typeof AssessmentReply>;

export const AgreementReply = z
  .object({
    id: z.string().nullable(),
    projectId: z.string(),
    documentSha256: z.string().nullable(),
    status: z.enum(['drawing', 'open', 'concluded']),
    parties: z.array(
      z.object({ party: SigningParty, signedBy: z.string().nullable(), signedAt: InstantText.nullable() }),
    ),
    dueAt: InstantText.nullable(),
  })
  .meta({ id: 'Agreement' });

export const AttachmentReply = z
  .object({
    id: z.string(),
    fileName: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    sha256: Sha256,
  })
  .meta({ id: 'Attachment' });

/** What whoever objects gets: the number to ask by, and until when it will be answered. */
export const ObjectionReceipt = z
  .object({ id: z.string(), projectId: z.string(), filedAt: InstantText, answerDueAt: InstantText })
  .meta({ id: 'ObjectionReceipt' });

export const ProjectReply = z
  .object({
    id: z.string(),
    version: z.int(),
    createdAt: InstantText,
    updatedAt: InstantText,
    number: z.string(),
    roundId: z.string(),
    organizationId: z.string(),
    organizationName: z.string(),
    programme: z.object({ key: z.string(), version: z.int() }),
    title: z.string(),
    stage: z.string(),
    stageSince: InstantText,
    suspended: z.object({ since: InstantText, reason: z.string() }).nullable(),
    deadlines: z.array(Deadline),
    allowed: z.array(z.string()),
    tasks: z.array(TaskReply),
    application: ApplicationDraft.nullable(),
    applicationVersion: z.int(),
    attachments: z.array(AttachmentReply),
    receipt: z.object({ number: z.string(), at: InstantText }).nullable(),
    screening: z.object({ outcome: z.string(), reasons: z.string(), at: InstantText }).nullable(),
    score: z.number().nullable(),
    assessments: z.array(AssessmentReply),
    decision: z.object({ outcome: z.string(), reason: z.string() }).nullable(),
    award: z.object({ amount: Money, fundId: z.string() }).nullable(),
    noticeEndsAt: InstantText.nullable(),
    objections: z.array(
      z.object({
        id: z.string(),
        filedAt: InstantText,
        answerDueAt: InstantText,
        statement: z.string(),
        outcome: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
    agreement: AgreementReply.nullable(),
    tranches: z.array(
      z.object({
        key: z.string(),
        amount: Money,
        status: z.string(),
        paymentId: z.string(),
        gates: z.array(z.string()),
        paidAt: InstantText.nullable(),
      }),
    ),
    milestones: z.array(
      z.object({
        key: z.string(),
        status: z.string(),
        dueAt: InstantText.nullable(),
        overdue: z.boolean(),
        report: z.unknown(),
        review: z.unknown(),
      }),
    ),
    amendments: z.array(z.object({ id: z.string(), status: z.string(), reason: z.string() })),
    grade: z.string().nullable(),
    money: z.object({
      award: Money,
      paid: Money,
      accepted: Money.nullable(),
      returned: Money,
      receivable: Money,
    }),
    endReason: z.string().nullable(),
  })
  .meta({ id: 'Project' });
export type ProjectReply = z.infer<typeof ProjectReply>;

export const PaymentReply = z
  .object({
    id: z.string(),
    version: z.int(),
    createdAt: InstantText,
    updatedAt: InstantText,
    projectId: z.string(),
    roundId: z.string(),
    fundId: z.string(),
    trancheKey: z.string(),
    payeeOrganizationId: z.string(),
    amount: Money,
    status: z.enum(['requested', 'approved', 'confirmed', 'posted', 'parked', 'cancelled']),
    payBy: InstantText.nullable(),
    approvedBy: z.string().nullable(),
    confirmedBy: z.string().nullable(),
    bankReference: z.string().nullable(),
    paidAt: InstantText.nullable(),
    rejections: z.array(z.object({ reason: z.string(), by: z.string(), at: InstantText })),
    allowed: z.array(z.string()),
  })
  .meta({ id: 'Payment' });
export type PaymentReply = z.infer<typeof PaymentReply>;

export const FactReply = z
  .object({
    seq: z.int(),
    at: InstantText,
    actor: z.object({
      userId: z.string(),
      roles: z.array(z.string()),
      organizationId: z.string().optional(),
    }),
    type: z.string(),
    data: z.unknown(),
    prevHash: Sha256,
    hash: Sha256,
    /** True where parts of `data` are not for this reader (yet); the hash covers the whole fact. */
    sealed: z.boolean(),
  })
  .meta({ id: 'Fact' });
export type FactReply = z.infer<typeof FactReply>;
