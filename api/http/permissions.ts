import type { Actor, Role } from '../../contracts/fact';
import { DomainError } from '../../domain/domain-error';

const STAFF: Role[] = ['admin', 'manager'];
const READERS: Role[] = ['admin', 'manager', 'finance', 'supervisor', 'auditor'];
const EVERYONE: Role[] = [...READERS, 'reviewer', 'applicant', 'host'];

/** Who may do what; the only place that says so. What they may do it to is `scope.ts`'s to say. */
const POLICY = {
  'self:read': EVERYONE,
  'user:manage': ['admin'],
  'organization:create': ['admin', 'manager', 'applicant'],
  'organization:update': ['admin', 'manager', 'applicant'],
  'organization:read': EVERYONE,
  'programme:read': EVERYONE,
  'programme:write': STAFF,
  'calendar:read': EVERYONE,
  'calendar:write': ['admin'],
  'round:read': EVERYONE,
  'round:write': STAFF,
  'round:decide': STAFF,
  'panel:write': STAFF,
  'ranking:read': ['admin', 'manager', 'auditor'],
  'project:read': EVERYONE,
  'project:apply': ['applicant'],
  'project:withdraw': ['applicant'],
  'project:decline': ['applicant'],
  'project:screen': STAFF,
  'project:extend': STAFF,
  'project:suspend': STAFF,
  'project:terminate': STAFF,
  'project:history': [...READERS, 'applicant'],
  'review:read': EVERYONE,
  'review:score': ['reviewer'],
  'review:reopen': STAFF,
  'objection:file': EVERYONE,
  'objection:answer': STAFF,
  'agreement:read': EVERYONE,
  'agreement:sign': ['admin', 'manager', 'applicant', 'host'],
  'milestone:report': ['applicant'],
  'milestone:review': STAFF,
  'evaluation:report': ['applicant'],
  'activity:record': ['applicant'],
  'supervision:note': ['supervisor'],
  'amendment:request': ['applicant'],
  'amendment:decide': STAFF,
  'audit:state': STAFF,
  'payment:read': [...READERS, 'applicant'],
  'payment:approve': STAFF,
  'payment:confirm': ['finance'],
  'payment:reject': ['admin', 'manager', 'finance'],
  'return:record': ['finance'],
  'fund:read': READERS,
  'fund:write': ['admin', 'finance'],
  public: [],
  // Machines that sign what they send; no person holds this.
  callback: [],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof POLICY;

export const rolesFor = (permission: Permission): readonly Role[] => POLICY[permission];

/** Whether a person has one of the roles that a permission asks for. */
export function holds(actor: Actor, permission: Permission): boolean {
  const roles: readonly string[] = POLICY[permission];
  return actor.roles.some((role) => roles.includes(role));
}

/** Refuses whoever may not. */
export function assertMay(actor: Actor, permission: Permission): void {
  if (!holds(actor, permission)) throw new DomainError('FORBIDDEN', { permission });
}
