import type { ProgrammeDefinition } from '../../../contracts/programme';
import { FundReply } from '../../../contracts/fund';
import { pageOf } from '../../../contracts/listing';
import { ProgrammeReply } from '../../../contracts/programme-reply';
import { PanelReply, RankingReply, RoundReply } from '../../../contracts/round';
import { ProjectSummary } from '../../../contracts/summaries';
import { sumFen } from '../../../domain/money';
import type { Person } from '../http/person';
import { Refusal } from '../http/refusal';
import { toMoney } from './money';

const OPENS_BEFORE_MS = 60_000;
const CLOSES_AFTER_MS = 24 * 60 * 60 * 1000;

interface Source {
  fundId: string;
  amountFen: number;
}

/** Publishes a programme where the server does not have it yet. */
export async function ensureProgramme(admin: Person, definition: ProgrammeDefinition): Promise<void> {
  try {
    await admin.get(ProgrammeReply, `/programmes/${definition.key}/${definition.version}`);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
    await admin.post(ProgrammeReply, '/programmes', definition, `programme:${definition.key}`);
  }
}

/** A fund with money in it. */
export async function fillFund(
  finance: Person,
  label: string,
  { name, donor, amountFen }: { name: string; donor: string; amountFen: number },
): Promise<Source> {
  const fund = { name, kind: 'general', purposeTags: [] };
  const { id } = await finance.post(FundReply, '/funds', fund, `fund:${label}`);
  const donation = { donor, amount: toMoney(amountFen) };
  await finance.post(FundReply, `/funds/${id}/donations`, donation, `donation:${label}`);
  return { fundId: id, amountFen };
}

/** A round of its own, its call published and open for a day: it is closed when everybody has applied. */
export async function openRound(
  manager: Person,
  {
    name,
    sources,
    programme: { key, version },
    nowMs,
  }: { name: string; sources: Source[]; programme: ProgrammeDefinition; nowMs: number },
): Promise<string> {
  const round = {
    programme: { key, version },
    name,
    budget: toMoney(sumFen(sources.map(({ amountFen }) => amountFen))),
    sources: sources.map(({ fundId, amountFen }) => ({ fundId, amount: toMoney(amountFen) })),
    opensAt: new Date(nowMs - OPENS_BEFORE_MS).toISOString(),
    closesAt: new Date(nowMs + CLOSES_AFTER_MS).toISOString(),
  };
  const { id } = await manager.post(RoundReply, '/rounds', round, 'round:create');
  await manager.post(RoundReply, `/rounds/${id}/publish`, {}, 'round:publish');
  return id;
}

/** A panel for the whole round or one category, formed before its stage: each project finds it when it gets there. */
export async function formPanel(
  manager: Person,
  roundId: string,
  panel: { stageKey: string; reviewers: Person[]; reserves?: Person[]; category?: string },
): Promise<void> {
  const { stageKey, reviewers, reserves = [], category } = panel;
  const reviewerIds = reviewers.map(({ userId }) => userId);
  const body = {
    stageKey,
    reviewerIds,
    reserveIds: reserves.map(({ userId }) => userId),
    chairId: reviewerIds[0],
    ...(category === undefined ? {} : { category }),
  };
  const step = `panel:${stageKey}:${category ?? 'round'}`;
  await manager.post(PanelReply, `/rounds/${roundId}/panels`, body, step);
}

export async function closeCall(manager: Person, roundId: string): Promise<void> {
  const reason = '申报均已提交（演示） / all have applied (demonstration)';
  await manager.post(RoundReply, `/rounds/${roundId}/close`, { reason }, 'round:close');
}

/** The ranking of a call that is over. */
export async function readRanking(manager: Person, roundId: string) {
  await manager.until(RoundReply, `/rounds/${roundId}`, ({ phase }) => phase === 'closed');
  return (await manager.get(RankingReply, `/rounds/${roundId}/ranking`)).items;
}

interface Decision {
  awards: { projectId: string; amountFen: number; fundId?: string }[];
  waitlist: string[];
  reasons: string;
  minutes: string;
}

/** Waits until no project of the round is in a stage any more; how many are left shows that it gets on. */
export async function awaitNoneIn(manager: Person, roundId: string, stage: string): Promise<void> {
  const path = `/projects?roundId=${roundId}&stage=${stage}&limit=1&count=true`;
  await manager.until(pageOf(ProjectSummary), path, ({ items }) => items.length === 0);
}

/** Decides the whole round with one command, and waits until every project has been told. */
export async function decideRound(
  manager: Person,
  roundId: string,
  { awards, ...rest }: Decision,
): Promise<void> {
  const body = {
    ...rest,
    awards: awards.map(({ projectId, amountFen, fundId }) => ({
      projectId,
      amount: toMoney(amountFen),
      ...(fundId === undefined ? {} : { fundId }),
    })),
  };
  await manager.post(RoundReply, `/rounds/${roundId}/decide`, body, 'round:decide');
  const path = `/rounds/${roundId}`;
  const decided = await manager.until(RoundReply, path, ({ phase }) => phase !== 'deciding');
  if (decided.phase !== 'decided')
    throw new Error('资金未能预留，决定未生效 / a fund refused, nothing was decided');
  await awaitNoneIn(manager, roundId, 'decision');
  await manager.until(RoundReply, path, ({ decision }) => decision?.delivered === true);
}
