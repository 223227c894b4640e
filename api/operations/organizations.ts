import type { z } from 'zod';
import type { CreateOrganization, OrganizationReply, UpdateOrganization } from '../../contracts/organization';
import type { Actor } from '../../contracts/fact';
import { DomainError } from '../../domain/domain-error';
import { claim, releaseClaim } from '../../store/claims.repository';
import type { Store } from '../../store/connect';
import { applyDirect } from '../../store/direct';
import { readView } from '../../store/views.repository';
import type { Call } from '../http/define-route';
import { maySeeOrganization } from '../http/scope';
import { wasTaken } from './taken';
import {
  assertIdentity,
  ORGANIZATION,
  presentOrganization,
  type OrganizationState,
} from './organization.aggregate';

interface NewOrganization {
  id: string;
  commandId: string;
  at: string;
  actor: Actor;
  details: CreateOrganization;
}

async function assertHub(store: Store, hubOrganizationId: string | undefined): Promise<void> {
  if (hubOrganizationId === undefined) return;
  const hub = await readView<OrganizationState>(store, 'organization', hubOrganizationId);
  if (!hub) throw new DomainError('ORGANIZATION_UNKNOWN', { organizationId: hubOrganizationId });
  if (hub.kind !== 'registered') throw new DomainError('HUB_REQUIRED');
}

/** A credit code is one organisation's. */
async function claimCode(
  store: Store,
  organizationId: string,
  creditCode: string | undefined,
): Promise<void> {
  if (creditCode === undefined) return;
  const holder = await claim(store, `creditCode:${creditCode}`, organizationId);
  if (holder !== organizationId) throw new DomainError('ALREADY_EXISTS', { what: creditCode });
}

export async function registerOrganization(
  store: Store,
  organization: NewOrganization,
): Promise<OrganizationReply> {
  const { id, commandId, at, actor, details } = organization;
  assertIdentity(details);
  await assertHub(store, details.hubOrganizationId);
  await claimCode(store, id, details.creditCode);
  const { state } = await applyDirect(store, ORGANIZATION, {
    id,
    commandId,
    actor,
    at,
    decide: ({ version }) => (version > 0 ? [] : [{ type: 'organizationRegistered', data: details }]),
  });
  return presentOrganization(state);
}

export async function loadOrganization(store: Store, organizationId: string): Promise<OrganizationState> {
  const organization = await readView<OrganizationState>(store, 'organization', organizationId);
  if (!organization) throw new DomainError('ORGANIZATION_UNKNOWN', { organizationId });
  return organization;
}

/** An organisation as the register shows it. Throws NOT_FOUND; waits for a version that was asked for. */
export async function readOrganization(
  { deps: { store }, actor }: Pick<Call, 'deps' | 'actor'>,
  organizationId: string,
  minVersion: number | undefined,
): Promise<OrganizationReply> {
  const organization = await readView<OrganizationState>(store, 'organization', organizationId, {
    minVersion,
  });
  if (!organization || !maySeeOrganization(organization, actor)) throw new DomainError('NOT_FOUND');
  return presentOrganization(organization);
}

export async function updateOrganization(
  call: Call,
  organizationId: string,
  change: z.infer<typeof UpdateOrganization>,
): Promise<OrganizationReply> {
  const { store } = call.deps;
  const isStaff = call.actor.roles.some((role) => ['admin', 'manager'].includes(role));
  const current = await readView<OrganizationState>(store, 'organization', organizationId);
  if (!current || (!isStaff && call.actor.organizationId !== organizationId))
    throw new DomainError('NOT_FOUND');
  if (await wasTaken(call, organizationId)) return presentOrganization(current);
  assertIdentity({ ...current, ...change });
  await assertHub(store, change.hubOrganizationId);
  await claimCode(store, organizationId, change.creditCode);
  const { state } = await applyDirect(store, ORGANIZATION, {
    id: organizationId,
    commandId: call.commandId,
    actor: call.actor,
    at: call.now,
    expectedVersion: call.expectedVersion,
    decide: () => [{ type: 'organizationUpdated', data: change }],
  });
  const former = current.creditCode;
  if (former !== undefined && former !== state.creditCode)
    await releaseClaim(store, `creditCode:${former}`, organizationId);
  return presentOrganization(state);
}
