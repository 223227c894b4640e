import { MongoServerError } from 'mongodb';
import type { Store } from '../../store/connect';
import { readEntries } from '../../store/ledger.repository';
import { viewsOf } from '../../store/views.repository';
import type { LedgerScope } from '../verify-audit/verify-ledger';
import { compareViews, rebuildView, type ViewDifference } from './compare-views';

interface Rebuilding {
  written: ViewDifference[];
  /** Read models that show more than the ledger has, or whose facts cannot be folded: evidence, left as they are. */
  left: ViewDifference[];
}

const DUPLICATE_KEY = 11_000;

/** Writes one read model from its ledger, unless a recording has meanwhile written a newer one. */
async function rewrite(store: Store, { aggregate, id }: ViewDifference): Promise<void> {
  const document = rebuildView({ id, facts: await readEntries(store, id) })?.document;
  if (!document) return;
  try {
    await viewsOf(store, aggregate).replaceOne({ _id: id, version: { $lte: document.version } }, document, {
      upsert: true,
    });
  } catch (error) {
    // A newer one is there, which the upsert did not find by its version.
    if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
  }
}

/** Writes every read model anew that is not what its ledger leads to, while workflows go on recording. */
export async function rebuildViews(store: Store, scope: LedgerScope = {}): Promise<Rebuilding> {
  const rebuilding: Rebuilding = { written: [], left: [] };
  for (const difference of await compareViews(store, scope)) {
    const isEvidence =
      difference.reason === 'unfoldable' || difference.storedVersion > difference.ledgerVersion;
    if (!isEvidence) await rewrite(store, difference);
    (isEvidence ? rebuilding.left : rebuilding.written).push(difference);
  }
  return rebuilding;
}
