import type { ViewDifference } from './compare-views';

const REASONS: Record<ViewDifference['reason'], string> = {
  differs: '与账本不符的字段 / fields that differ from the ledger',
  absent: '读模型不存在 / there is no read model',
  unfoldable: '账本无法还原，见 npm run verify-audit / its facts cannot be folded, see npm run verify-audit',
};

/** One line for people: which read model, and what of it is not as the ledger has it. */
export function describeDifference(difference: ViewDifference): string {
  const { aggregate, id, reason, fields, storedVersion, ledgerVersion } = difference;
  const which = fields.length > 0 ? `: ${fields.join(', ')}` : '';
  return `${aggregate} ${id} (${storedVersion} → ${ledgerVersion}) ${REASONS[reason]}${which}`;
}
