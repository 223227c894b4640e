/** What can be wrong with a fact, or with the end of a ledger. */
export type LedgerFaultKind =
  'changed' | 'missing' | 'inserted' | 'misplaced' | 'unchained' | 'rewritten' | 'unread' | 'unrecorded';

/** One fault of a ledger. `seq` and `type` name the fact; they are 0 and empty where there is no fact to name. */
export interface LedgerFault {
  kind: LedgerFaultKind;
  aggregateId: string;
  seq: number;
  type: string;
  /** What is wrong, in both languages. */
  detail: string;
}

const WORDS: Record<LedgerFaultKind, string> = {
  changed: '内容与其哈希不符，已被改动 / its content does not fit its hash: it was changed',
  missing: '该事实缺失 / this fact is missing',
  inserted: '其编号不属于任何账本，系插入 / its id belongs to no ledger: it was inserted',
  misplaced: '编号与其序号不符，被移动或插入 / its id and its number disagree: it was moved or inserted',
  unchained:
    '未衔接前一事实，前一事实被替换或次序被改 / it is not chained to the fact before it, which was replaced or reordered',
  rewritten:
    '链尾与读模型所记哈希不符，链曾被重写 / the chain does not end in the hash that the read model was written with: it was rewritten',
  unread:
    '读模型没有该事实：系多出，或读模型落后（npm run rebuild）/ the read model does not know this fact: it was added, or the read model is behind (npm run rebuild)',
  unrecorded: '读模型没有任何账本 / a read model without any ledger',
};

export const ledgerFault = (
  kind: LedgerFaultKind,
  fact: { aggregateId: string; seq: number; type?: string },
  more = '',
): LedgerFault => ({
  kind,
  aggregateId: fact.aggregateId,
  seq: fact.seq,
  type: fact.type ?? '',
  detail: WORDS[kind] + more,
});

/** One line for people: which fact of which aggregate, and what is wrong with it. */
export const describeFault = ({ aggregateId, seq, type, detail }: LedgerFault): string =>
  `${aggregateId}${seq > 0 ? ` #${seq}` : ''}${type === '' ? '' : ` ${type}`}: ${detail}`;
