import { GENESIS_HASH, type LedgerEntry } from '../../../contracts/fact';
import type { FactReply } from '../../../contracts/project-reply';
import { findBrokenFacts } from '../../../scripts/demo/checks/outsider-chain';
import { chainFacts } from '../../../store/chain';

const entries: LedgerEntry[] = chainFacts({
  aggregate: 'project',
  aggregateId: 'prj_1',
  prevHash: GENESIS_HASH,
  facts: ['applicationSubmitted', 'screened', 'reviewsCompleted'].map((type, index) => ({
    seq: index + 1,
    at: '2026-03-02T09:00:00+08:00',
    actor: { userId: 'usr_1', roles: ['manager'] },
    type,
    data: { note: `第 ${index + 1} 条` },
    commandId: `c${index}`,
  })),
});
const shown = (): FactReply[] => entries.map((entry) => ({ ...entry, sealed: false }));

describe('a ledger reckoned again by its reader', () => {
  it('is sound as it was chained, also where a fact is sealed', () => {
    const facts = shown();
    const sealed = { ...(facts[1] as FactReply), data: {}, commandId: null, sealed: true };
    expect(findBrokenFacts(facts)).toEqual([]);
    expect(findBrokenFacts(facts.with(1, sealed))).toEqual([]);
  });

  it('names a fact whose content was changed', () => {
    const changed = { ...(shown()[1] as FactReply), data: { note: '改' } };
    expect(findBrokenFacts(shown().with(1, changed))).toEqual([2]);
  });

  it('names every fact after one that is missing', () => {
    expect(findBrokenFacts(shown().toSpliced(1, 1))).toEqual([3]);
  });
});
