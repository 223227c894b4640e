import { z } from 'zod';
import { DateText, idOf, InstantText, Key, lineOf, Money, Sha256, textOf } from './primitives';
import { SigningParty } from './programme';

const reason = textOf(2000).meta({ example: '材料与申报书不一致' });
const optionalText = z.string().trim().max(5000).default('');

export const CreateProject = z
  .strictObject({ roundId: idOf('rnd'), organizationId: idOf('org'), title: lineOf(120) })
  .meta({ id: 'CreateProject' });

export const Withdraw = z
  .strictObject({ reason: optionalText })
  .meta({ id: 'Withdraw', example: { reason: '场地落空' } });
export const Decline = z.strictObject({ reason }).meta({ id: 'Decline' });

export const Screening = z
  .strictObject({
    outcome: z.enum(['pass', 'return', 'reject']),
    checklist: z.record(Key, z.boolean()).default({}),
    reasons: optionalText,
  })
  .meta({
    id: 'Screening',
    example: {
      outcome: 'pass',
      checklist: { standing: true, registration: true, noDoubleFunding: true, documents: true },
      reasons: '',
    },
  });

export const Declaration = z
  .strictObject({ conflict: z.boolean(), reason: z.string().trim().max(1000).optional() })
  .meta({ id: 'Declaration', example: { conflict: false } });

const Scores = z.record(Key, z.number().min(0).max(1000));
export const ScoreDraft = z
  .strictObject({
    scores: Scores,
    comment: optionalText,
    recommendation: z.enum(['fund', 'fundLess', 'reject', 'none']).default('none'),
  })
  .meta({ id: 'ScoreDraft', example: { scores: { need: 18 }, comment: '', recommendation: 'none' } });
export const SubmitScores = z
  .strictObject({
    scores: Scores,
    comment: optionalText,
    recommendation: z.enum(['fund', 'fundLess', 'reject', 'none']).default('none'),
  })
  .meta({
    id: 'SubmitScores',
    example: {
      scores: { need: 18, design: 22, innovation: 8, team: 13, budget: 12, impact: 13 },
      comment: '需求真实，方案可行。',
      recommendation: 'fund',
    },
  });

export const FileObjection = z
  .strictObject({ name: lineOf(60), contact: lineOf(100), statement: textOf(5000) })
  .meta({
    id: 'FileObjection',
    example: { name: '李某（演示）', contact: '13900000000', statement: '该项目与已资助项目重复。' },
  });
export const AnswerObjection = z
  .strictObject({ outcome: z.enum(['upheld', 'dismissed']), reason })
  .meta({ id: 'AnswerObjection', example: { outcome: 'dismissed', reason: '经核查不重复。' } });

export const DecideAppeal = z
  .strictObject({ outcome: z.enum(['upheld', 'dismissed']), reason })
  .meta({ id: 'DecideAppeal', example: { outcome: 'upheld', reason: '证照有效，予以复审。' } });

export const SignAgreement = z
  .strictObject({ documentSha256: Sha256, party: SigningParty.optional() })
  .meta({ id: 'SignAgreement' });

export const ReportMilestone = z
  .strictObject({
    narrative: textOf(20_000),
    indicators: z.record(Key, z.number()).default({}),
    spending: Money,
    attachments: z.array(idOf('att')).max(50).default([]),
  })
  .meta({
    id: 'ReportMilestone',
    example: {
      narrative: '开展活动 12 场。',
      indicators: { visits: 120 },
      spending: { amount: 1_000_000, currency: 'CNY' },
      attachments: [],
    },
  });
export const ReviewMilestone = z
  .strictObject({ outcome: z.enum(['met', 'partiallyMet', 'notMet', 'return']), comment: optionalText })
  .meta({ id: 'ReviewMilestone', example: { outcome: 'met', comment: '' } });
export const ReportEvaluation = z
  .strictObject({ narrative: textOf(20_000), documentSha256: Sha256.optional() })
  .meta({ id: 'ReportEvaluation', example: { narrative: '中期自评：进度过半。' } });

export const StateAudit = z.strictObject({ acceptedSpending: Money, opinion: textOf(5000) }).meta({
  id: 'StateAudit',
  example: { acceptedSpending: { amount: 3_000_000, currency: 'CNY' }, opinion: '支出真实合规。' },
});

export const RecordActivity = z
  .strictObject({
    title: lineOf(120),
    heldOn: DateText,
    place: lineOf(120),
    headcount: z.int().min(0).max(1_000_000),
    hours: z.number().min(0).max(10_000).default(0),
    note: optionalText,
  })
  .meta({
    id: 'RecordActivity',
    example: {
      title: '第一次送餐日',
      heldOn: '2026-06-06',
      place: '睦邻点',
      headcount: 32,
      hours: 4,
      note: '',
    },
  });
export const NoteSupervision = z
  .strictObject({
    visitedOn: DateText,
    findings: textOf(5000),
    advice: optionalText,
    followUpOn: DateText.optional(),
  })
  .meta({
    id: 'NoteSupervision',
    example: { visitedOn: '2026-06-20', findings: '台账齐全。', advice: '补充签到表。' },
  });

export const RequestAmendment = z
  .strictObject({
    changes: z
      .array(
        z.strictObject({ field: lineOf(100), before: z.string().max(2000), after: z.string().max(2000) }),
      )
      .min(1)
      .max(50),
    reason,
  })
  .meta({
    id: 'RequestAmendment',
    example: {
      changes: [{ field: 'budget.activities', before: '30000', after: '26000' }],
      reason: '场地免费',
    },
  });
export const DecideAmendment = z
  .strictObject({ outcome: z.enum(['approved', 'refused']), reason })
  .meta({ id: 'DecideAmendment', example: { outcome: 'approved', reason: '在合理范围内' } });

export const ExtendDeadline = z.strictObject({ deadline: lineOf(80), dueAt: InstantText, reason }).meta({
  id: 'ExtendDeadline',
  example: { deadline: 'milestone:midterm', dueAt: '2026-12-01T18:00:00+08:00', reason: '汛期延误' },
});
export const GiveReason = z
  .strictObject({ reason })
  .meta({ id: 'GiveReason', example: { reason: '按程序办理' } });
export const MayGiveReason = z
  .strictObject({ reason: optionalText })
  .meta({ id: 'MayGiveReason', example: { reason: '按程序办理' } });
export const Terminate = z.strictObject({ reason, clawback: Money.optional() }).meta({
  id: 'Terminate',
  example: { reason: '中期评估不合格', clawback: { amount: 1_080_000, currency: 'CNY' } },
});
export const RecordReturn = z
  .strictObject({ amount: Money, bankReference: lineOf(100), receivedAt: InstantText })
  .meta({
    id: 'RecordReturn',
    example: {
      amount: { amount: 1_080_000, currency: 'CNY' },
      bankReference: 'HD20260901-01',
      receivedAt: '2026-09-01T10:00:00+08:00',
    },
  });

export const ApprovePayment = z
  .strictObject({ comment: optionalText })
  .meta({ id: 'ApprovePayment', example: { comment: '' } });
export const ConfirmPayment = z.strictObject({ bankReference: lineOf(100), paidAt: InstantText }).meta({
  id: 'ConfirmPayment',
  example: { bankReference: 'HD20260310-0001', paidAt: '2026-03-10T15:00:00+08:00' },
});
