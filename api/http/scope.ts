import type { Actor } from '../../contracts/fact';
import type { ProjectState } from '../../domain/project/project.state';
import type { PaymentState } from '../../domain/payment/payment.rules';

const READS_ALL = ['admin', 'manager', 'finance', 'supervisor', 'auditor'];

/** Staff read everything, unless they sit on a panel and have declared a conflict; then they are outsiders to that project. */
export const readsAll = (actor: Actor): boolean => actor.roles.some((role) => READS_ALL.includes(role));

const seatsOf = (state: ProjectState, userId: string) =>
  state.assessments.flatMap(({ seats }) => seats.filter(({ reviewerId }) => reviewerId === userId));

export const isConflicted = (state: ProjectState, actor: Actor): boolean =>
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

/** The same question as a filter over stored projects; null where everything may be seen but conflicts. */
export function projectScope(actor: Actor): Record<string, unknown> {
  const conflict = {
    assessments: { $elemMatch: { seats: { $elemMatch: { reviewerId: actor.userId, status: 'recused' } } } },
  };
  const noConflict = actor.roles.includes('reviewer') ? { $nor: [conflict] } : {};
  if (readsAll(actor)) return noConflict;
  const ways: Record<string, unknown>[] = [];
  if (actor.roles.includes('applicant'))
    ways.push({ 'application.organizationId': actor.organizationId ?? '' });
  if (actor.roles.includes('host'))
    ways.push({ 'application.hostOrganizationId': actor.organizationId ?? '' });
  if (actor.roles.includes('reviewer')) ways.push({ 'assessments.seats.reviewerId': actor.userId });
  return { ...noConflict, $or: ways.length > 0 ? ways : [{ _id: '' }] };
}

/** Payments are seen by staff and by the organisation that is paid. */
export const maySeePayment = (payment: PaymentState, ownerOrganizationId: string, actor: Actor): boolean =>
  readsAll(actor) || isOwn(ownerOrganizationId, actor) || isOwn(payment.payeeOrganizationId, actor);
