import type { ProgrammeDefinition } from '../../contracts/programme';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';

const [desk] = VENTURE_GRANT.reviews;
const [midterm] = VENTURE_GRANT.evaluations;
if (!desk || !midterm) throw new Error('the built-in programme has lost its review or its evaluation');

/** Another programme altogether: three reviews by weight, 70/30 tranches, four signers, one evaluation, no audit. */
export const SECOND_PROGRAMME: ProgrammeDefinition = {
  ...VENTURE_GRANT,
  key: 'district-grant',
  version: 3,
  application: { ...VENTURE_GRANT.application, cap: { amount: 20_000_000, currency: 'CNY' } },
  reviews: [
    { ...desk, reviewers: 3, quorum: 3, weight: 1, method: 'mean' },
    { ...desk, key: 'defence', name: { zh: '答辩', en: 'Defence' }, weight: 2 },
    {
      ...desk,
      key: 'committee',
      name: { zh: '终审', en: 'Committee' },
      weight: 2,
      reviewers: 5,
      quorum: 4,
      method: 'median',
    },
  ],
  notice: { within: '7 days', answerWithin: '5 working days' },
  signing: { within: '5 working days', parties: ['funder', 'operator', 'grantee', 'host'] },
  tranches: [
    {
      key: 'start',
      name: { zh: '首款', en: 'Start' },
      share: 7_000,
      gates: ['signing'],
      payWithin: '10 working days',
    },
    {
      key: 'end',
      name: { zh: '尾款', en: 'End' },
      share: 3_000,
      gates: ['evaluation:final'],
      payWithin: '10 working days',
    },
  ],
  milestones: [{ key: 'all', name: { zh: '结项', en: 'Completion' }, within: '180 days', after: [] }],
  evaluations: [
    {
      ...midterm,
      key: 'final',
      after: ['all'],
      pass: 70,
      reviewers: 2,
      quorum: 2,
      grades: [
        { grade: '优', from: 90 },
        { grade: '良', from: 70 },
      ],
    },
  ],
  closeout: { auditStatement: false, auditWithin: '20 working days' },
};
