import type { Fact } from '../../contracts/fact';
import type { CreateOrganization, OrganizationReply } from '../../contracts/organization';
import type { AggregateState } from '../../domain/aggregate';
import { checkCreditCode } from '../../domain/credit-code';
import { DomainError } from '../../domain/domain-error';
import type { DirectAggregate } from '../../store/direct';

type Fields = CreateOrganization;
export type OrganizationState = AggregateState & Fields;

export const ORGANIZATION: DirectAggregate<OrganizationState> = {
  kind: 'organization',
  begin: (id) => ({
    schemaVersion: 1,
    id,
    version: 0,
    createdAt: '',
    updatedAt: '',
    name: '',
    kind: 'registered',
    type: 'association',
  }),
  evolve: (state: OrganizationState, fact: Fact): OrganizationState => ({
    ...state,
    ...(fact.data as Partial<Fields>),
  }),
};

/** A registered organisation shows its credit code; a filed group its filing and the hub that answers for it. */
export function assertIdentity({ kind, creditCode, filing, hubOrganizationId }: Fields): void {
  if (kind === 'filed' && !filing) throw new DomainError('FILING_REQUIRED');
  if (kind === 'filed' && !hubOrganizationId) throw new DomainError('HUB_REQUIRED');
  if (kind === 'registered' && creditCode === undefined) throw new DomainError('CREDIT_CODE_REQUIRED');
  if (creditCode === undefined) return;
  const { valid, reason = '' } = checkCreditCode(creditCode);
  if (!valid) throw new DomainError('CREDIT_CODE_INVALID', { creditCode, reason });
}

export const presentOrganization = (state: OrganizationState): OrganizationReply => ({
  id: state.id,
  version: state.version,
  createdAt: state.createdAt,
  updatedAt: state.updatedAt,
  name: state.name,
  kind: state.kind,
  type: state.type,
  creditCode: state.creditCode ?? null,
  filing: state.filing ?? null,
  hostCommunity: state.hostCommunity ?? null,
  hubOrganizationId: state.hubOrganizationId ?? null,
});
