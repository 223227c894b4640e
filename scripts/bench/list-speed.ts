import { listProjects } from '../../api/operations/list-projects';
import type { Actor } from '../../contracts/fact';
import { queryTerms } from '../../domain/text';
import type { Store } from '../../store/connect';
import { draftsOf } from '../../store/drafts.repository';
import { viewsOf, type ViewDocument } from '../../store/views.repository';
import { organizationNameOf, roundIdOf } from './list-world';
import { MANAGER } from './player';
import { median, quantile } from './statistics';

const LIMIT = 50;
/** Pairs of one request through our code and one through the driver alone, one after the other. */
const PAIRS = 40;
const WARM_UP = 5;
/** A question that takes seconds is not asked forty times: the embedded store reads all that match a common word. */
const ENOUGH_MS = 10_000;
const LEAST_PAIRS = 3;

interface Question {
  zh: string;
  en: string;
  roundId?: string;
  stage?: string;
  q?: string;
}

export interface ListSpeed {
  zh: string;
  en: string;
  projects: number;
  found: number;
  oursP50Ms: number;
  oursP95Ms: number;
  driverP50Ms: number;
  /** Driver ÷ ours, the median over pairs of neighbours: 1 where our code costs nothing. */
  ratio: number;
}

const QUESTIONS: Question[] = [
  { zh: '轮次看板', en: 'a round by stage', roundId: roundIdOf(1), stage: 'review' },
  { zh: '轮次内检索', en: 'search in a round', roundId: roundIdOf(1), q: '送餐' },
  { zh: '全部检索', en: 'search everywhere', q: '心理陪伴' },
  { zh: '检索一家机构', en: 'search one organisation', q: organizationNameOf(777) },
];

const STAFF: Actor = MANAGER;

async function askOurs(store: Store, { roundId, stage, q }: Question): Promise<number> {
  const call = { actor: STAFF, deps: { store } };
  const { items } = await listProjects(call, { limit: LIMIT, roundId, stage, q });
  return items.length;
}

/** The same two queries, as one would write them by hand. */
async function askDriver(store: Store, { roundId, stage, q }: Question): Promise<number> {
  const [term, ...others] = q === undefined ? [] : queryTerms(q).sort((a, b) => b.length - a.length);
  const isInRound = roundId !== undefined;
  const wanted = isInRound && term !== undefined ? [term, ...others] : others;
  const projects = await viewsOf(store, 'project')
    .aggregate<ViewDocument>([
      { $match: isInRound ? { roundId, ...(stage === undefined ? {} : { stage }) } : { terms: term } },
      ...(wanted.length > 0 ? [{ $match: { terms: { $all: wanted } } }] : []),
      { $sort: { _id: 1 } },
      { $limit: LIMIT + 1 },
    ])
    .toArray();
  const page = projects.slice(0, LIMIT);
  const ids = page.map(({ _id }) => _id);
  await draftsOf(store)
    .find({ _id: { $in: ids } }, { projection: { version: 1 } })
    .toArray();
  return page.length;
}

async function time(ask: () => Promise<number>): Promise<number> {
  const startedAt = performance.now();
  await ask();
  return performance.now() - startedAt;
}

async function measureQuestion(store: Store, projects: number, question: Question): Promise<ListSpeed> {
  const [ours, driver]: [number[], number[]] = [[], []];
  const startedAt = performance.now();
  for (let pair = -WARM_UP; pair < PAIRS; pair += 1) {
    // Whoever asks second finds the store's caches warm, so they take turns.
    const isOursFirst = pair % 2 === 0;
    const first = await time(() => (isOursFirst ? askOurs : askDriver)(store, question));
    const second = await time(() => (isOursFirst ? askDriver : askOurs)(store, question));
    if (pair < 0) continue;
    ours.push(isOursFirst ? first : second);
    driver.push(isOursFirst ? second : first);
    if (ours.length >= LEAST_PAIRS && performance.now() - startedAt > ENOUGH_MS) break;
  }
  const found = await askOurs(store, question);
  if (found !== (await askDriver(store, question)))
    throw new Error(`${question.en}: not the same number of projects by both ways`);
  return {
    zh: question.zh,
    en: question.en,
    projects,
    found,
    oursP50Ms: median(ours),
    oursP95Ms: quantile(ours, 0.95),
    driverP50Ms: median(driver),
    ratio: median(ours.map((ms, pair) => (driver[pair] ?? Number.NaN) / ms)),
  };
}

/** Lists and searches among so many projects, through our code and through the driver alone. */
export async function measureLists(store: Store, projects: number): Promise<ListSpeed[]> {
  const speeds: ListSpeed[] = [];
  for (const question of QUESTIONS) speeds.push(await measureQuestion(store, projects, question));
  return speeds;
}
