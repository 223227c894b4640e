import { AGGREGATE_KINDS, type AggregateKind } from '../../contracts/fact';
import type { Store } from '../../store/connect';
import { readLastEntry } from '../../store/ledger.repository';
import { viewsOf } from '../../store/views.repository';
import type { LedgerEnd } from './chain-walk';
import { ledgerFault, type LedgerFault } from './ledger-fault';
import type { Look } from './look-again';

interface Known {
  _id: string;
  version: number;
  ledgerHash?: string;
}

const readKnown = (store: Store, kind: AggregateKind, ids: string[]): Promise<Known[]> =>
  viewsOf(store, kind)
    .find({ _id: { $in: ids } }, { projection: { version: 1, ledgerHash: 1 } })
    .toArray();

function faultAtEnd(end: LedgerEnd, known: Known | undefined): LedgerFault | null {
  const version = known?.version ?? 0;
  const { aggregateId, seq } = end;
  if (version > seq) {
    const upTo = version > seq + 1 ? ` (#${seq + 1}–#${version})` : '';
    return ledgerFault('missing', { aggregateId, seq: seq + 1 }, upTo);
  }
  if (version < seq) return ledgerFault('unread', end);
  // A read model that was put there by other means than a recording has no hash to compare.
  if (known?.ledgerHash === undefined || end.hash === null || known.ledgerHash === end.hash) return null;
  return ledgerFault('rewritten', end);
}

/** The ends that do not fit what the read models show: the only way to see that a last fact is missing. */
export async function suspectEnds(store: Store, ends: LedgerEnd[]): Promise<LedgerEnd[]> {
  const suspects: LedgerEnd[] = [];
  for (const kind of AGGREGATE_KINDS) {
    const own = ends.filter(({ aggregate }) => aggregate === kind);
    if (own.length === 0) continue;
    const ids = own.map(({ aggregateId }) => aggregateId);
    const known = new Map((await readKnown(store, kind, ids)).map((view) => [view._id, view]));
    suspects.push(...own.filter((end) => faultAtEnd(end, known.get(end.aggregateId)) !== null));
  }
  return suspects;
}

/** One end as it is now: first the read model, then the ledger, which every recording writes before it. */
export async function lookAtEnd(store: Store, end: LedgerEnd): Promise<Look<LedgerFault>> {
  if (end.aggregate === null) return { finding: null, mayPass: false };
  const [known] = await readKnown(store, end.aggregate, [end.aggregateId]);
  const last = await readLastEntry(store, end.aggregateId);
  const { seq, type, hash } = last ?? { seq: 0, type: '', hash: '' };
  const finding = faultAtEnd({ ...end, seq, type, hash: end.hash && hash }, known);
  return { finding, mayPass: finding?.kind === 'unread' };
}
