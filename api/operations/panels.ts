import type { z } from 'zod';
import type { CreatePanel, PanelReply } from '../../contracts/round';
import { DomainError } from '../../domain/domain-error';
import type { PanelReference, RoundState } from '../../domain/round/round.state';
import { keepPanel, readPanelProjects } from '../../store/panels.repository';
import { viewsOf } from '../../store/views.repository';
import type { Call } from '../http/define-route';
import { InputError } from '../http/input-error';
import { presentPanel } from '../presenters/round.presenter';
import { loadProgramme } from './programmes';
import { commandRound, loadRound } from './rounds';

interface Member {
  userId: string;
  organizationId: string | null;
}

/** Reviewers who are there, may review and are not shut out. */
async function loadReviewers(call: Call, userIds: string[]): Promise<Member[]> {
  const users = await viewsOf(call.deps.store, 'user')
    .find({ _id: { $in: userIds } }, { projection: { roles: 1, disabled: 1, organizationId: 1 } })
    .toArray();
  const able = users.filter(
    ({ roles, disabled }) => (roles as string[]).includes('reviewer') && disabled === false,
  );
  const missing = userIds.filter((userId) => !able.some(({ _id }) => _id === userId));
  if (missing.length > 0) throw new DomainError('PANEL_MEMBER_INVALID', { userIds: missing });
  return able.map(({ _id, organizationId }) => ({
    userId: _id,
    organizationId: organizationId as string | null,
  }));
}

type Coverage = Pick<PanelReference, 'covers' | 'category'> & { projectIds: string[] };

/** Projects named one by one, one category, or, where neither is given, the whole round. */
function coverageOf({ projectIds, category }: z.infer<typeof CreatePanel>): Coverage {
  if (projectIds) return { covers: 'listed', category: null, projectIds };
  if (category !== undefined) return { covers: 'category', category, projectIds: [] };
  return { covers: 'round', category: null, projectIds: [] };
}

const filterOf = ({ covers, category, projectIds }: Coverage): Record<string, unknown> => {
  if (covers === 'listed') return { _id: { $in: projectIds } };
  return covers === 'category' ? { 'application.categories': category } : {};
};

/** Nobody is invited to score their own organisation. */
async function assertNoOwnProjects(
  call: Call,
  roundId: string,
  members: Member[],
  coverage: Coverage,
): Promise<void> {
  const ofMembers = members.flatMap(({ organizationId }) => organizationId ?? []);
  if (ofMembers.length === 0) return;
  const own = await viewsOf(call.deps.store, 'project')
    .find({ roundId, ...filterOf(coverage), 'application.organizationId': { $in: ofMembers } })
    .toArray();
  const organizations = own.map(
    ({ application }) => (application as { organizationId: string }).organizationId,
  );
  const userIds = members
    .filter(({ organizationId }) => organizations.includes(organizationId ?? ''))
    .map(({ userId }) => userId);
  if (userIds.length > 0) throw new DomainError('PANEL_MEMBER_INVALID', { userIds });
}

const notOfThisRound = (path: PropertyKey[]): InputError =>
  new InputError([
    { code: 'custom', path, message: '不是本轮的项目 / not a project of this round', input: undefined },
  ]);

/** Who is invited to a project of another round, or of a category that nobody applies in, would wait for ever. */
async function assertCovers(
  call: Call,
  round: RoundState,
  { projectIds, category }: Coverage,
): Promise<void> {
  if (category !== null) {
    const { definition } = await loadProgramme(call.deps.store, round.programme.key, round.programme.version);
    const known = definition.application.categories.map(({ key }) => key);
    if (!known.includes(category))
      throw new DomainError('CATEGORY_UNKNOWN', { categories: [category], known });
  }
  const found = await viewsOf(call.deps.store, 'project')
    .find({ _id: { $in: projectIds }, roundId: round.id }, { projection: { _id: 1 } })
    .toArray();
  const known = new Set(found.map(({ _id }) => _id));
  const strange = projectIds.findIndex((projectId) => !known.has(projectId));
  if (strange >= 0) throw notOfThisRound(['projectIds', strange]);
}

export async function createPanel(
  call: Call,
  roundId: string,
  body: z.infer<typeof CreatePanel>,
): Promise<z.infer<typeof PanelReply>> {
  const round = await loadRound(call, roundId);
  const members = await loadReviewers(call, [
    ...new Set([...body.reviewerIds, ...body.reserveIds, body.chairId]),
  ]);
  const coverage = coverageOf(body);
  await assertCovers(call, round, coverage);
  await assertNoOwnProjects(call, roundId, members, coverage);
  const panelId = call.newId('pan');
  const { stageKey, chairId, reviewerIds, reserveIds } = body;
  const { covers, category, projectIds } = coverage;
  if (covers === 'listed') await keepPanel(call.deps.store, { _id: panelId, roundId, stageKey, projectIds });
  const reference = {
    panelId,
    stageKey,
    chairId,
    reviewerIds,
    reserveIds,
    covers,
    category,
    projectCount: covers === 'listed' ? projectIds.length : null,
  };
  await commandRound(call, roundId, 'formPanel', reference);
  return presentPanel(reference);
}

export async function replaceMember(
  call: Call,
  roundId: string,
  change: { panelId: string; memberId: string; substituteId: string; reason: string },
): Promise<z.infer<typeof PanelReply>> {
  const members = await loadReviewers(call, [change.substituteId]);
  const seated = (await loadRound(call, roundId)).panels.find(({ panelId }) => panelId === change.panelId);
  if (!seated) throw new DomainError('PANEL_UNKNOWN');
  const projectIds =
    seated.covers === 'listed' ? await readPanelProjects(call.deps.store, seated.panelId) : [];
  await assertNoOwnProjects(call, roundId, members, { ...seated, projectIds });
  await commandRound(call, roundId, 'replaceMember', change);
  const round: RoundState = await loadRound(call, roundId);
  const panel = round.panels.find(({ panelId }) => panelId === change.panelId);
  if (!panel) throw new DomainError('PANEL_UNKNOWN');
  return presentPanel(panel);
}
