import type { Part } from '../play/cast';

/** Six score in turn: five sit on the desk panel, the sixth is its reserve; three of them evaluate. */
const REVIEWERS = ['甲', '乙', '丙', '丁', '戊', '己'];

/** Who works in the house that gives the money. */
export const STAFF: readonly Part[] = [
  { label: 'manager', name: '项目主管（演示）', role: 'manager' },
  { label: 'finance', name: '财务（演示）', role: 'finance' },
  { label: 'auditor', name: '审计（演示）', role: 'auditor' },
];

export const REVIEWER_PARTS: readonly Part[] = REVIEWERS.map((name, index) => ({
  label: `reviewer${index + 1}`,
  name: `评审${name}（演示）`,
  role: 'reviewer',
}));
