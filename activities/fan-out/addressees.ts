import type { DecisionLine } from '../../domain/round/decision-plan';
import type { FanOut, RoundState } from '../../domain/round/round.state';
import type { Store } from '../../store/connect';
import { readDecisionList } from '../../store/decision-lists.repository';
import { readPanelProjects } from '../../store/panels.repository';
import { readView, viewsOf } from '../../store/views.repository';

/** One project and what it is told. A decision's line comes along, for the answer to be held against. */
export interface Addressee {
  projectId: string;
  payload: Record<string, unknown>;
  line?: DecisionLine;
}

type Order = FanOut & { roundId: string };
type To<Kind extends FanOut['to']['kind']> = Extract<FanOut['to'], { kind: Kind }>;

async function findProjects(store: Store, filter: Record<string, unknown>): Promise<string[]> {
  const found = await viewsOf(store, 'project')
    .find(filter, { projection: { _id: 1 } })
    .toArray();
  return found.map(({ _id }) => _id);
}

/** Only projects that wait for this panel, or sit with it; others look it up when their turn comes. */
async function coveredBy(store: Store, roundId: string, to: To<'panel'>): Promise<string[]> {
  const stage = { stageKey: to.stageKey, status: { $in: ['waiting', 'void', 'open'] } };
  const waiting = { roundId, assessments: { $elemMatch: stage } };
  if (to.covers === 'round') return findProjects(store, waiting);
  if (to.covers === 'category')
    return findProjects(store, { ...waiting, 'application.categories': to.category });
  const [listed, open] = await Promise.all([
    readPanelProjects(store, to.panelId),
    findProjects(store, waiting),
  ]);
  const named = new Set(listed);
  return open.filter((projectId) => named.has(projectId));
}

/** Every line of a round's decision as its project hears it; the reasons are the decision's own. */
async function linesOf(store: Store, { roundId, payload }: Order, to: To<'decision'>): Promise<Addressee[]> {
  const round = await readView<RoundState>(store, 'round', roundId);
  const reason = round?.decision?.reasons ?? '';
  const lines = await readDecisionList(store, to.decisionId);
  return lines.map((line) => {
    const { projectId, outcome, amountFen, fundId } = line;
    return { projectId, line, payload: { ...payload, outcome, amountFen, fundId, reason } };
  });
}

async function idsOf(store: Store, { roundId }: Order, to: Exclude<FanOut['to'], To<'decision'>>) {
  if (to.kind === 'panel') return coveredBy(store, roundId, to);
  return to.kind === 'projects' ? to.projectIds : findProjects(store, { roundId });
}

/** Everybody a message is for, in the order of their ids, so that an interrupted round of telling can go on. */
export async function addresseesOf(store: Store, order: Order): Promise<Addressee[]> {
  const { to, payload } = order;
  const found =
    to.kind === 'decision'
      ? await linesOf(store, order, to)
      : (await idsOf(store, order, to)).map((projectId) => ({ projectId, payload }));
  return found.sort((left, right) => (left.projectId < right.projectId ? -1 : 1));
}
