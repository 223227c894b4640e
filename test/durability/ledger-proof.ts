import { readEntries } from '../../store/ledger.repository';
import { hashEntry } from '../../store/chain';
import type { Store } from '../../store/connect';
import { fromDocument, viewsOf } from '../../store/views.repository';
import { GENESIS_HASH, type AggregateKind, type LedgerEntry } from '../../contracts/fact';
import { foldFacts } from '../../domain/aggregates';
import type { Journey } from './journey';

interface Ledger {
  kind: AggregateKind;
  id: string;
  entries: LedgerEntry[];
}

async function paymentsOf(store: Store, { projectIds }: Journey): Promise<string[]> {
  const found = await viewsOf(store, 'payment')
    .find({ projectId: { $in: projectIds } }, { projection: { _id: 1 } })
    .sort({ _id: 1 })
    .toArray();
  return found.map(({ _id }) => _id);
}

/** The ledgers of everything that a journey decided about: its fund, its round, its projects, their payments. */
export async function ledgersOf(store: Store, journey: Journey): Promise<Ledger[]> {
  const ids: [AggregateKind, string][] = [
    ['fund', journey.fundId],
    ['round', journey.roundId],
    ...journey.projectIds.map((id): [AggregateKind, string] => ['project', id]),
    ...(await paymentsOf(store, journey)).map((id): [AggregateKind, string] => ['payment', id]),
  ];
  return Promise.all(ids.map(async ([kind, id]) => ({ kind, id, entries: await readEntries(store, id) })));
}

/** What happened, without who and when: two journeys that ended alike have the same. */
export const storyOf = (ledgers: Ledger[]): Record<string, string[]>[] =>
  ledgers.map(({ kind, entries }) => ({ [kind]: entries.map(({ type }) => type).sort() }));

/** What is wrong with a ledger; nothing, where no fact was lost, added, changed or moved. */
export function faultsOf({ id, entries }: Ledger): string[] {
  return entries.flatMap((entry, index) => {
    const { hash, ...body } = entry;
    const before = entries[index - 1]?.hash ?? GENESIS_HASH;
    const isRight = entry.seq === index + 1 && entry.prevHash === before && hashEntry(body) === hash;
    return isRight ? [] : [`${id} ${entry.seq}`];
  });
}

/** The read model beside the one that the ledger leads to. */
export async function readModels(store: Store, { kind, id, entries }: Ledger): Promise<[object, object]> {
  const document = await viewsOf(store, kind).findOne({ _id: id });
  const plain = (value: object): object => JSON.parse(JSON.stringify(value)) as object;
  return [plain(document === null ? {} : fromDocument(document)), plain(foldFacts(kind, id, entries))];
}
