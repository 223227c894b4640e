import type { AggregateKind } from '../../contracts/fact';

export type FindingKind = 'wedged' | 'lost' | 'stale' | 'broken';

/** One disagreement, in words of both languages that name the aggregate. */
export interface Finding {
  kind: FindingKind;
  aggregate: AggregateKind;
  id: string;
  detail: string;
}

const WORDS: Record<FindingKind, string> = {
  wedged: '卡住 / wedged',
  lost: '丢失 / lost',
  stale: '落后 / stale',
  broken: '互不相符 / disagreeing',
};

/** One line for people. */
export const describeFinding = ({ kind, aggregate, id, detail }: Finding): string =>
  `[${WORDS[kind]}] ${aggregate} ${id}: ${detail}`;
