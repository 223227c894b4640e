import { AGGREGATE_KINDS, type AggregateKind } from '../../contracts/fact';
import type { Store } from '../../store/connect';
import { findBegun, readLastEntry } from '../../store/ledger.repository';
import { viewsOf } from '../../store/views.repository';
import { inBatches } from './in-batches';
import { ledgerFault, type LedgerFault } from './ledger-fault';

/** Few enough for one question to the store, many enough that 100,000 read models are asked for in seconds. */
const BATCH = 500;

async function* idsOf(store: Store, kind: AggregateKind, aggregateIds?: string[]): AsyncGenerator<string> {
  const filter = aggregateIds ? { _id: { $in: aggregateIds } } : {};
  const found = viewsOf(store, kind).find(filter, { projection: { _id: 1 } });
  for await (const { _id } of found.sort({ _id: 1 }).batchSize(1_000)) yield _id;
}

/** Read models that no fact led to: put there by hand, or their whole ledger removed. */
export async function* findUnrecorded(store: Store, aggregateIds?: string[]): AsyncGenerator<LedgerFault> {
  for (const kind of AGGREGATE_KINDS)
    for await (const ids of inBatches(idsOf(store, kind, aggregateIds), BATCH)) {
      const begun = await findBegun(store, ids);
      for (const aggregateId of ids.filter((id) => !begun.has(id)))
        if ((await readLastEntry(store, aggregateId)) === null)
          yield ledgerFault('unrecorded', { aggregateId, seq: 0 }, ` (${kind})`);
    }
}
