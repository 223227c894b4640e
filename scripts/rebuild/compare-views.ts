import type { AggregateKind, LedgerEntry } from '../../contracts/fact';
import { canonicalJson } from '../../store/canonical-json';
import type { Store } from '../../store/connect';
import { readEntries } from '../../store/ledger.repository';
import { toDocument, viewsOf, type ViewDocument } from '../../store/views.repository';
import { isAggregateKind, placeOf } from '../verify-audit/chain-walk';
import { inBatches } from '../verify-audit/in-batches';
import { lookAgain, type Look } from '../verify-audit/look-again';
import { streamWithProgress, type LedgerScope } from '../verify-audit/verify-ledger';
import { foldView } from './fold-view';

/** A read model that is not what its ledger leads to. */
export interface ViewDifference {
  aggregate: AggregateKind;
  id: string;
  /** `unfoldable`: its facts are not what they were, and `verifyLedger` names the one. */
  reason: 'differs' | 'absent' | 'unfoldable';
  /** The fields that differ, by name. */
  fields: string[];
  /** Versions of the read model, 0 where there is none, and of the ledger. */
  storedVersion: number;
  ledgerVersion: number;
}

/** Read models asked for at once; each may be large, so fewer than where only a version is read. */
const BATCH = 100;

interface Ledger {
  id: string;
  facts: LedgerEntry[];
}

/** The facts of one aggregate after the other. What lies between them under no id of ours is the verifier's to name. */
async function* byAggregate(store: Store, scope: LedgerScope): AsyncGenerator<Ledger> {
  let id = '';
  let facts: LedgerEntry[] = [];
  for await (const { _id, ...entry } of streamWithProgress(store, scope)) {
    const place = placeOf(_id);
    if (place === null) continue;
    if (place.aggregateId !== id && facts.length > 0) {
      yield { id, facts };
      facts = [];
    }
    id = place.aggregateId;
    facts.push(entry);
  }
  if (facts.length > 0) yield { id, facts };
}

interface Rebuilt {
  kind: AggregateKind;
  id: string;
  version: number;
  /** Null where the facts cannot be folded. */
  document: ViewDocument | null;
}

/** What is stored where an aggregate's facts lead to this; null where there are none that say what it is. */
export function rebuildView({ id, facts }: Ledger): Rebuilt | null {
  const kind = facts.map(({ aggregate }) => aggregate).find(isAggregateKind);
  const last = facts.at(-1);
  if (!kind || !last) return null;
  const { seq: version, hash } = last;
  try {
    return { kind, id, version, document: toDocument(kind, foldView(kind, id, facts), hash) };
  } catch {
    // A fact that was changed by hand may have any shape; folding is made for those that were recorded.
    return { kind, id, version, document: null };
  }
}

const fieldsThatDiffer = (stored: ViewDocument, rebuilt: ViewDocument): string[] =>
  [...new Set([...Object.keys(stored), ...Object.keys(rebuilt)])]
    .filter((field) => canonicalJson(stored[field]) !== canonicalJson(rebuilt[field]))
    .sort();

function differenceOf(rebuilt: Rebuilt, stored: ViewDocument | null): ViewDifference | null {
  const { kind: aggregate, id, version: ledgerVersion, document } = rebuilt;
  const versions = { storedVersion: stored?.version ?? 0, ledgerVersion };
  if (!document) return { aggregate, id, reason: 'unfoldable', fields: [], ...versions };
  if (!stored) return { aggregate, id, reason: 'absent', fields: [], ...versions };
  const fields = fieldsThatDiffer(stored, document);
  return fields.length === 0 ? null : { aggregate, id, reason: 'differs', fields, ...versions };
}

/** The aggregates of a batch whose read models are not what their facts lead to. */
async function suspectViews(store: Store, batch: Ledger[]): Promise<ViewDifference[]> {
  const rebuilt = batch.flatMap((ledger) => rebuildView(ledger) ?? []);
  const suspects: ViewDifference[] = [];
  for (const kind of new Set(rebuilt.map((each) => each.kind))) {
    const own = rebuilt.filter((each) => each.kind === kind);
    const stored = await viewsOf(store, kind)
      .find({ _id: { $in: own.map(({ id }) => id) } })
      .toArray();
    const known = new Map(stored.map((view) => [view._id, view]));
    suspects.push(...own.flatMap((each) => differenceOf(each, known.get(each.id) ?? null) ?? []));
  }
  return suspects;
}

async function lookAtView(store: Store, { aggregate, id }: ViewDifference): Promise<Look<ViewDifference>> {
  const stored = await viewsOf(store, aggregate).findOne({ _id: id });
  const rebuilt = rebuildView({ id, facts: await readEntries(store, id) });
  const finding = rebuilt && differenceOf(rebuilt, stored);
  return { finding, mayPass: finding !== null && finding.storedVersion < finding.ledgerVersion };
}

/**
 * Compares every read model with what its ledger leads to and names the fields that differ. Reads only, and may run at
 * any time. A read model without a ledger is a fault of the ledger: `verifyLedger` names it.
 */
export async function compareViews(store: Store, scope: LedgerScope = {}): Promise<ViewDifference[]> {
  const suspects: ViewDifference[] = [];
  for await (const batch of inBatches(byAggregate(store, scope), BATCH))
    suspects.push(...(await suspectViews(store, batch)));
  return lookAgain(suspects, (suspect) => lookAtView(store, suspect));
}
