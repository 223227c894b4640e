import type { z } from 'zod';
import type { CreatePanel, PanelReply } from '../../contracts/round';
import { DomainError } from '../../domain/domain-error';
import type { RoundState } from '../../domain/round/round.state';
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

/** Nobody is invited to score their own organisation. */
async function assertNoOwnProjects(
  call: Call,
  roundId: string,
  members: Member[],
  projectIds: string[],
): Promise<void> {
  const ofMembers = members.flatMap(({ organizationId }) => organizationId ?? []);
  if (ofMembers.length === 0) return;
  const own = await viewsOf(call.deps.store, 'project')
    .find({ roundId, _id: { $in: projectIds }, 'application.organizationId': { $in: ofMembers } })
    .toArray();
  const organizations = own.map(
    ({ application }) => (application as { organizationId: string }).organizationId,
  );
  const userIds = members
    .filter(({ organizationId }) => organizations.includes(organizationId ?? ''))
    .map(({ userId }) => userId);
  if (userIds.length > 0) throw new DomainError('PANEL_MEMBER_INVALID', { userIds });
}

async function projectIdsOf(
  call: Call,
  roundId: string,
  body: z.infer<typeof CreatePanel>,
): Promise<string[]> {
  if (body.projectIds) return body.projectIds;
  if (body.category !== undefined) return [];
  const projects = await viewsOf(call.deps.store, 'project')
    .find({ roundId }, { projection: { _id: 1 } })
    .toArray();
  return projects.map(({ _id }) => _id);
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
  const projectIds = await projectIdsOf(call, roundId, body);
  await assertNoOwnProjects(call, roundId, members, projectIds);
  const panelId = call.newId('pan');
  const { stageKey, chairId, reviewerIds, reserveIds, category = null } = body;
  await keepPanel(call.deps.store, { _id: panelId, roundId, stageKey, projectIds });
  const reference = {
    panelId,
    stageKey,
    chairId,
    reviewerIds,
    reserveIds,
    category,
    projectCount: projectIds.length,
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
