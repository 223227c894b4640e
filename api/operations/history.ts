import type { FactReply } from '../../contracts/project-reply';
import type { HistoryQuery } from '../../contracts/listing';
import type { LedgerEntry } from '../../contracts/fact';
import { DomainError } from '../../domain/domain-error';
import { readEntries, readEntriesByType } from '../../store/ledger.repository';
import type { Page } from '../../store/listing';
import type { Call } from '../http/define-route';
import { presentFact, presentProjectFact } from '../presenters/fact.presenter';
import { loadDossier, type Dossier } from './dossier';

function seqOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,10}$/.test(cursor)) throw new DomainError('CURSOR_INVALID');
  return Number(cursor);
}

async function readPage(
  call: Call,
  aggregateId: string,
  { cursor, limit }: HistoryQuery,
  present: (entry: LedgerEntry) => FactReply,
): Promise<Page<FactReply>> {
  const entries = await readEntries(call.deps.store, aggregateId, {
    afterSeq: seqOf(cursor),
    limit: limit + 1,
  });
  const items = entries.slice(0, limit).map(present);
  return { items, nextCursor: entries.length > limit ? String(items.at(-1)?.seq) : null };
}

/** An aggregate's facts, in order. */
export const readHistory = (call: Call, aggregateId: string, query: HistoryQuery): Promise<Page<FactReply>> =>
  readPage(call, aggregateId, query, presentFact);

/** A project's facts, in order, sealed where they are not for this reader. */
export const readProjectHistory = (
  call: Call,
  { state }: Dossier,
  query: HistoryQuery,
): Promise<Page<FactReply>> =>
  readPage(call, state.id, query, (entry) => presentProjectFact(entry, state, call.actor));

/** A project's facts of one type, all of them: its activities, its supervision notes. */
export async function readFactsOfType(call: Call, projectId: string, type: string): Promise<Page<FactReply>> {
  await loadDossier(call, projectId);
  const entries = await readEntriesByType(call.deps.store, projectId, [type]);
  return { items: entries.map(presentFact), nextCursor: null };
}
