import type { z } from 'zod';
import type { CreatePanel, PanelReply } from '../../contracts/round';
import { DomainError } from '../../domain/domain-error';
import type { PanelReference, RoundState } from '../../domain/round/round.state';
import { keepPanel } from '../../store/panels.repository';
import { viewsOf } from '../../store/views.repository';
import type { Call } from '../http/define-route';
import { presentPanel } from '../presenters/round.presenter';
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

export async function createPanel(
  call: Call,
  roundId: string,
  body: z.infer<typeof CreatePanel>,
): Promise<z.infer<typeof PanelReply>> {
  await loadRound(call, roundId);
  const members = await loadReviewers(call, [
    ...new Set([...body.reviewerIds, ...body.reserveIds, body.chairId]),
  ]);
  const coverage = coverageOf(body);
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
  await loadReviewers(call, [change.substituteId]);
  await commandRound(call, roundId, 'replaceMember', change);
  const round: RoundState = await loadRound(call, roundId);
  const panel = round.panels.find(({ panelId }) => panelId === change.panelId);
  if (!panel) throw new DomainError('PANEL_UNKNOWN');
  return presentPanel(panel);
}
