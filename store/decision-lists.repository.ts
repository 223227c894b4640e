import type { DecisionLine } from '../domain/round/decision-plan';
import { canonicalJson } from './canonical-json';
import { sha256Of } from './chain';
import type { Store } from './connect';

interface DecisionListDocument {
  _id: string;
  roundId: string;
  sha256: string;
  lines: DecisionLine[];
}

const listsOf = (store: Store) => store.db.collection<DecisionListDocument>('decisionLists');

/** Keeps a round's whole list before it is decided; the decision carries its id and hash, not 10,000 lines. */
export async function keepDecisionList(
  store: Store,
  list: { decisionId: string; roundId: string; lines: DecisionLine[] },
): Promise<string> {
  const sha256 = sha256Of(canonicalJson(list.lines));
  const { roundId, lines } = list;
  await listsOf(store).updateOne(
    { _id: list.decisionId },
    { $setOnInsert: { roundId, sha256, lines } },
    { upsert: true },
  );
  return sha256;
}

/** The list of a decision, checked against the hash that was kept with it. */
export async function readDecisionList(store: Store, decisionId: string): Promise<DecisionLine[]> {
  const list = await listsOf(store).findOne({ _id: decisionId });
  if (!list) throw new Error(`There is no decision list ${decisionId}`);
  if (sha256Of(canonicalJson(list.lines)) !== list.sha256)
    throw new Error(`The decision list ${decisionId} was changed`);
  return list.lines;
}
