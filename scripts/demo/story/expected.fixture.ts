/** How each project of the story has to stand at the end, in yuan. */
export const EXPECTED_PROJECTS: Readonly<
  Record<number, { stage: string; awardYuan: number; paidYuan: number; returnedYuan: number }>
> = {
  1: { stage: 'closed', awardYuan: 48_000, paidYuan: 48_000, returnedYuan: 0 },
  2: { stage: 'closed', awardYuan: 30_000, paidYuan: 30_000, returnedYuan: 0 },
  3: { stage: 'closed', awardYuan: 42_000, paidYuan: 42_000, returnedYuan: 0 },
  4: { stage: 'closed', awardYuan: 42_000, paidYuan: 42_000, returnedYuan: 0 },
  5: { stage: 'closed', awardYuan: 18_000, paidYuan: 18_000, returnedYuan: 0 },
  6: { stage: 'declined', awardYuan: 30_000, paidYuan: 0, returnedYuan: 0 },
  7: { stage: 'closed', awardYuan: 24_000, paidYuan: 24_000, returnedYuan: 0 },
  8: { stage: 'closed', awardYuan: 30_000, paidYuan: 30_000, returnedYuan: 0 },
  9: { stage: 'closed', awardYuan: 30_000, paidYuan: 30_000, returnedYuan: 0 },
  10: { stage: 'rejected', awardYuan: 0, paidYuan: 0, returnedYuan: 0 },
  11: { stage: 'terminated', awardYuan: 36_000, paidYuan: 18_000, returnedYuan: 10_800 },
  12: { stage: 'draft', awardYuan: 0, paidYuan: 0, returnedYuan: 0 },
};

export const EXPECTED_TOTALS = {
  paidYuan: 282_000,
  returnedYuan: 10_800,
  netYuan: 271_200,
  availableYuan: 28_800,
} as const;
