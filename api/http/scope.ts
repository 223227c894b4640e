import type { OrganizationType } from '../../contracts/organization';
import type { Actor } from '../../contracts/fact';
import type { ProjectState } from '../../domain/project/project.state';
import type { PaymentState } from '../../domain/payment/payment.rules';

const READS_ALL = ['admin', 'manager', 'finance', 'supervisor', 'auditor'];

/** Staff read everything, unless they sit on a panel and have declared a conflict; then they are outsiders to that project. */
export const readsAll = (actor: Actor): boolean => actor.roles.some((role) => READS_ALL.includes(role));

const seatsOf = (state: Pick<ProjectState, 'assessments'>, userId: string) =>
  state.assessments.flatMap(({ seats }) => seats.filter(({ reviewerId }) => reviewerId === userId));

export const isConflicted = (state: Pick<ProjectState, 'assessments'>, actor: Actor): boolean =>
  seatsOf(state, actor.userId).some(({ status }) => status === 'recused');

const isOwn = (organizationId: string | undefined, actor: Actor): boolean =>
  actor.organizationId !== undefined && actor.organizationId === organizationId;

/**
 * The one question whether a person may see a project, asked for its record, its files, its history and every list or
 * count it would appear in.
 */
export function maySeeProject(state: ProjectState, ownerOrganizationId: string, actor: Actor): boolean {
  if (isConflicted(state, actor)) return false;
  if (readsAll(actor)) return true;
  if (actor.roles.includes('applicant') && isOwn(ownerOrganizationId, actor)) return true;
  if (actor.roles.includes('host') && isOwn(state.application?.hostOrganizationId, actor)) return true;
  return actor.roles.includes('reviewer') && seatsOf(state, actor.userId).length > 0;
}

const recusal = ({ userId }: Actor) => ({
  assessments: { $elemMatch: { seats: { $elemMatch: { reviewerId: userId, status: 'recused' } } } },
});

/** The projects that a person has declared a conflict with, as a filter that an index answers. */
export const conflictsOf = (actor: Actor): Record<string, unknown> => ({
  'assessments.seats.reviewerId': actor.userId,
  ...recusal(actor),
});

/** Bodies that are nobody's competitors: who applies has to find its community and whoever may answer for it. */
const PUBLIC_BODIES: OrganizationType[] = [
  'residentsCommittee',
  'street',
  'massOrganisation',
  'charityFederation',
  'publicInstitution',
];

/** Whoever only applies, hosts or reviews finds their own organisation and public bodies, not the other applicants. */
export const maySeeOrganization = (
  { id, type }: { id: string; type: OrganizationType },
  actor: Actor,
): boolean => readsAll(actor) || isOwn(id, actor) || PUBLIC_BODIES.includes(type);

export const organizationScope = (actor: Actor): Record<string, unknown> =>
  readsAll(actor) ? {} : { $or: [{ _id: actor.organizationId ?? '' }, { type: { $in: PUBLIC_BODIES } }] };

/** The same question as a filter over stored projects; null where everything may be seen but conflicts. */
export function projectScope(actor: Actor): Record<string, unknown> {
  // Whoever only applies or hosts never sat on a panel; everybody else may have, whatever roles they hold today.
  const mayHaveSat = !actor.roles.every((role) => role === 'applicant' || role === 'host');
  const noConflict = mayHaveSat ? { $nor: [recusal(actor)] } : {};
  if (readsAll(actor)) return noConflict;
  const ways: Record<string, unknown>[] = [];
  if (actor.roles.includes('applicant'))
    ways.push({ 'application.organizationId': actor.organizationId ?? '' });
  if (actor.roles.includes('host'))
    ways.push({ 'application.hostOrganizationId': actor.organizationId ?? '' });
  if (actor.roles.includes('reviewer')) ways.push({ 'assessments.seats.reviewerId': actor.userId });
  return { ...noConflict, $or: ways.length > 0 ? ways : [{ _id: '' }] };
}

/** A project's facts and its money are for staff and for its own organisation, not for whoever else may read it. */
export const maySeeAccounts = (state: ProjectState, ownerOrganizationId: string, actor: Actor): boolean =>
  !isConflicted(state, actor) && (readsAll(actor) || isOwn(ownerOrganizationId, actor));

/** Payments are seen by whoever sees the project's accounts, and by the organisation that is paid. */
export const maySeePayment = (
  payment: PaymentState,
  project: { state: ProjectState; ownerOrganizationId: string },
  actor: Actor,
): boolean =>
  maySeeAccounts(project.state, project.ownerOrganizationId, actor) ||
  (!isConflicted(project.state, actor) && isOwn(payment.payeeOrganizationId, actor));

/** Of an organisation's unfinished forms: staff see them all, applicants their own, nobody else any. */
export function formScope(actor: Actor, organizationId: string | undefined): Record<string, unknown> {
  const asked = organizationId === undefined ? {} : { organizationId };
  if (readsAll(actor)) return asked;
  const own = actor.roles.includes('applicant') ? (actor.organizationId ?? '') : '';
  return { $and: [{ organizationId: own }, asked] };
}
