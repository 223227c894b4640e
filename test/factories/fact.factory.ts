import { GENESIS_HASH, type Fact, type Recording } from '../../contracts/fact';

/** So many facts in a row, told apart by their number. */
export const buildFacts = (count: number, data: object = {}, from = 1): Fact[] =>
  Array.from({ length: count }, (_, index) => ({
    seq: from + index,
    at: '2026-03-02T01:00:00.000Z',
    actor: { userId: 'usr_1', roles: ['manager'] },
    type: `happened${from + index}`,
    data,
    commandId: `cmd-${from + index}`,
  }));

/** A recording of a fund's facts and a read model that shows the last of them. */
export const buildRecording = (id: string, { from = 1, to }: { from?: number; to: number }): Recording => ({
  aggregate: 'fund',
  aggregateId: id,
  afterSeq: from - 1,
  prevHash: GENESIS_HASH,
  facts: buildFacts(to - from + 1, {}, from),
  state: { id, version: to, name: `version ${to}`, tasks: [] },
});
