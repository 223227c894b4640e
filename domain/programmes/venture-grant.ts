import type { ProgrammeDefinition } from '../../contracts/programme';

const name = (zh: string, en: string) => ({ zh, en });
const criterion = (key: string, zh: string, en: string, max: number) => ({
  key,
  name: name(zh, en),
  max,
  weight: 1,
});

/**
 * The built-in programme: a municipal venture-philanthropy grant round (公益创投). Its figures are the field's usual
 * ones: cap ¥50,000, at most 60 % grant, tranches 50/40/10, pass mark 60, notice of 5 working days, signing within 10.
 * A round may use it as it is or take a definition of its own: nothing in the engine knows these numbers.
 */
export const VENTURE_GRANT: ProgrammeDefinition = {
  key: 'venture-grant',
  version: 1,
  name: name('公益创投资助', 'Venture-philanthropy grant'),
  description: name(
    '面向社会组织的公益创投：申报、资格审查、初评、终审、公示、签约、分期拨款、中期与末期评估。',
    'Grants for social organisations: application, screening, review, decision, notice, signing, tranches, evaluations.',
  ),
  kind: 'grant',
  offsetMinutes: 480,
  countFirstDay: false,
  reminders: ['5 working days', '1 working day'],
  application: {
    cap: { amount: 5_000_000, currency: 'CNY' },
    maxGrantShare: 6_000,
    maxPersonnelShare: 3_000,
    maxAdministrationShare: 1_000,
    onePerOrganization: true,
    categories: [
      { key: 'elderly-children', name: name('一老一小', 'Elderly and children') },
      { key: 'women', name: name('妇女', 'Women') },
      { key: 'hardship', name: name('残障困境群众', 'Disabled and in hardship') },
      { key: 'veterans', name: name('退役军人', 'Veterans') },
      { key: 'employees', name: name('企业职工', 'Employees') },
      { key: 'new-residents', name: name('新居民', 'New residents') },
      { key: 'heritage', name: name('文化传承', 'Heritage') },
      { key: 'governance', name: name('社区治理', 'Community governance') },
      { key: 'anti-fraud', name: name('反诈防骗', 'Anti-fraud') },
      { key: 'traffic-safety', name: name('交通安全', 'Traffic safety') },
      { key: 'environment', name: name('环境保护', 'Environment') },
    ],
    summaryMaxCharacters: 2_000,
    attachments: {
      maxCount: 20,
      maxBytes: 20 * 1024 * 1024,
      mediaTypes: [
        'application/pdf',
        'image/jpeg',
        'image/png',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'text/plain',
      ],
    },
  },
  screening: {
    checklist: [
      {
        key: 'standing',
        name: name(
          '未列入异常名录、严重失信、重大违法',
          'Not on the abnormal, dishonesty or violation lists',
        ),
      },
      { key: 'registration', name: name('登记或备案有效', 'Registration or filing is valid') },
      { key: 'noDoubleFunding', name: name('无重复资助', 'No double funding') },
      { key: 'documents', name: name('材料齐全', 'Documents are complete') },
    ],
    corrections: 1,
    correctionWithin: '3 working days',
  },
  reviews: [
    {
      key: 'desk',
      name: name('初评', 'Desk review'),
      weight: 1,
      reviewers: 5,
      quorum: 3,
      within: '10 working days',
      rubric: [
        criterion('need', '需求', 'Need', 20),
        criterion('design', '方案', 'Design', 25),
        criterion('innovation', '创新', 'Innovation', 10),
        criterion('team', '团队', 'Team', 15),
        criterion('budget', '预算', 'Budget', 15),
        criterion('impact', '成效', 'Impact', 15),
      ],
      method: 'trimmedMean',
      decimals: 2,
    },
  ],
  decision: { minScore: 60, tieBreakers: ['need', 'design'], waitlistFor: '90 days' },
  notice: { within: '5 working days', answerWithin: '5 working days' },
  signing: { within: '10 working days', parties: ['funder', 'operator', 'grantee'] },
  tranches: [
    {
      key: 'first',
      name: name('首款', 'First tranche'),
      share: 5_000,
      gates: ['signing'],
      payWithin: '15 working days',
    },
    {
      key: 'second',
      name: name('二期款', 'Second tranche'),
      share: 4_000,
      gates: ['evaluation:midterm'],
      payWithin: '15 working days',
    },
    {
      key: 'last',
      name: name('尾款', 'Last tranche'),
      share: 1_000,
      gates: ['evaluation:final', 'audit'],
      payWithin: '15 working days',
    },
  ],
  milestones: [
    { key: 'midterm', name: name('中期进展报告', 'Mid-term progress report'), within: '120 days', after: [] },
    {
      key: 'completion',
      name: name('结项报告', 'Completion report'),
      within: '120 days',
      after: ['evaluation:midterm'],
    },
  ],
  evaluations: [
    {
      key: 'midterm',
      name: name('中期评估', 'Mid-term evaluation'),
      after: ['midterm'],
      reportWithin: '10 working days',
      reviewers: 3,
      quorum: 2,
      within: '10 working days',
      rubric: [
        criterion('implementation', '项目实施', 'Implementation', 40),
        criterion('people', '人员与物资', 'People and materials', 15),
        criterion('finance', '财务', 'Finance', 20),
        criterion('effect', '成效', 'Effect', 25),
      ],
      method: 'mean',
      decimals: 2,
      pass: 60,
      grades: [],
    },
    {
      key: 'final',
      name: name('末期评估', 'Final evaluation'),
      after: ['completion'],
      reportWithin: '10 working days',
      reviewers: 3,
      quorum: 2,
      within: '10 working days',
      rubric: [
        criterion('outputs', '产出', 'Outputs', 30),
        criterion('outcomes', '成果', 'Outcomes', 25),
        criterion('finance', '财务', 'Finance', 20),
        criterion('satisfaction', '满意度', 'Satisfaction', 15),
        criterion('spread', '推广', 'Spread', 10),
      ],
      method: 'mean',
      decimals: 2,
      pass: 60,
      grades: [
        { grade: 'A', from: 85 },
        { grade: 'B', from: 60 },
        { grade: 'C', from: 0 },
      ],
    },
  ],
  closeout: { auditStatement: true, auditWithin: '20 working days' },
  amendment: { tolerance: 1_000 },
};
