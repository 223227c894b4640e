/**
 * Guangzhou's fifth round of social venture philanthropy, by its published figures: 385 submitted, 372 valid in five
 * categories, 162 funded with ¥22.4 million, at most ¥300,000 each. The names of the categories here are the field's
 * usual ones; which of them had which count the source does not say.
 */
export const FIFTH_ROUND = {
  submitted: 385,
  valid: 372,
  funded: 162,
  budgetYuan: 22_400_000,
  capYuan: 300_000,
  categories: [
    { key: 'elderly', valid: 131, name: { zh: '为老服务', en: 'Elderly' } },
    { key: 'disabled', valid: 50, name: { zh: '助残服务', en: 'Disabled' } },
    { key: 'young', valid: 74, name: { zh: '青少年服务', en: 'Young people' } },
    { key: 'hardship', valid: 21, name: { zh: '救助帮困', en: 'In hardship' } },
    { key: 'other', valid: 96, name: { zh: '其他公益', en: 'Other causes' } },
  ],
  rejections: [
    { item: 'registration', reason: '登记证书已过期（演示）。' },
    { item: 'standing', reason: '列入活动异常名录未满一年（演示）。' },
    { item: 'noDoubleFunding', reason: '同一内容已获其他财政资助（演示）。' },
    { item: 'documents', reason: '缺少承诺书和财务报表（演示）。' },
  ],
} as const;
