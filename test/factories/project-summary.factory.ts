import type { ProjectSummary } from '../../contracts/summaries';

/** A project as lists show it, submitted and not decided yet. */
export const buildSummary = (overrides: Partial<ProjectSummary> = {}): ProjectSummary => ({
  id: 'prj_00000000000000000000000001',
  version: 1,
  number: 'YC-2026-0001-0001',
  title: '敲门送餐日（演示）',
  organizationId: 'org_00000000000000000000000001',
  organizationName: '银铃社工中心（演示）',
  roundId: 'rnd_00000000000000000000000001',
  categories: ['elderly-children'],
  stage: 'decision',
  stageSince: '2026-03-02T09:00:00+08:00',
  suspended: false,
  ask: { amount: 5_000_000, currency: 'CNY' },
  award: null,
  score: null,
  createdAt: '2026-03-02T09:00:00+08:00',
  updatedAt: '2026-03-02T09:00:00+08:00',
  ...overrides,
});
