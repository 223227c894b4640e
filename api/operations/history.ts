import type { FactReply } from '../../contracts/project-reply';
import type { z } from 'zod';
import type { factsQuery, HistoryQuery } from '../../contracts/listing';
import type { LedgerEntry } from '../../contracts/fact';
import { DomainError } from '../../domain/domain-error';
import { countFacts, readEntries } from '../../store/ledger.repository';
import type { Page } from '../../store/listing';
import type { Call } from '../http/define-route';
import { presentFact, presentProjectFact } from '../presenters/fact.presenter';
import { loadDossier, type Dossier } from './dossier';

function seqOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,10}$/.test(cursor)) throw new DomainError('CURSOR_INVALID');
  return Number(cursor);
}

interface FactsAsked extends Omit<HistoryQuery, 'type'> {
  types?: string[] | undefined;
}

async function readPage(
  { deps: { store } }: Call,
  aggregateId: string,
  { cursor, limit, count, types }: FactsAsked,
  present: (entry: LedgerEntry) => FactReply,
): Promise<Page<FactReply>> {
  const asked = { afterSeq: seqOf(cursor), limit: limit + 1, types };
  const entries = await readEntries(store, aggregateId, asked);
  const items = entries.slice(0, limit).map(present);
  const nextCursor = entries.length > limit ? String(items.at(-1)?.seq) : null;
  return { items, nextCursor, ...(count ? { total: await countFacts(store, aggregateId, types) } : {}) };
}

const askedFor = ({ type, ...query }: HistoryQuery): FactsAsked => ({
  ...query,
  types: type === undefined ? undefined : [type],
});

/** An aggregate's facts, in order. */
export const readHistory = (call: Call, aggregateId: string, query: HistoryQuery): Promise<Page<FactReply>> =>
  readPage(call, aggregateId, askedFor(query), presentFact);

/** A project's facts, in order, sealed where they are not for this reader. */
export const readProjectHistory = (
  call: Call,
  { state }: Dossier,
  query: HistoryQuery,
): Promise<Page<FactReply>> =>
  readPage(call, state.id, askedFor(query), (entry) => presentProjectFact(entry, state, call.actor));

/** A project's facts of some types: its activities, its supervision notes, what was amended. */
export async function readFactsOfTypes(
  call: Call,
  projectId: string,
  types: string[],
  query: z.infer<typeof factsQuery>,
): Promise<Page<FactReply>> {
  const { state } = await loadDossier(call, projectId);
  return readPage(call, projectId, { ...query, types }, (entry) =>
    presentProjectFact(entry, state, call.actor),
  );
}
