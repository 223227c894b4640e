import type { Recorded, Recording } from '../contracts/fact';
import { chainFacts } from './chain';
import type { Store } from './connect';
import { appendEntries } from './ledger.repository';
import { writeView } from './views.repository';

/**
 * Records facts and the read model they lead to: the ledger first, so that a read model never shows what the ledger
 * does not have. Two round trips; repeating it changes nothing, and it needs no transaction of the store's.
 */
export async function record(store: Store, recording: Recording): Promise<Recorded> {
  const entries = chainFacts(recording);
  await appendEntries(store, entries);
  const lastHash = entries.at(-1)?.hash ?? recording.prevHash;
  await writeView(store, recording.aggregate, recording.state, lastHash);
  return { lastHash };
}
