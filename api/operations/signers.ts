import type { Actor, Role } from '../../contracts/fact';
import type { SigningParty } from '../../contracts/programme';

/** Whom a person may sign for, by their roles. */
const SIGNERS: Record<SigningParty, Role[]> = {
  funder: ['admin', 'manager'],
  operator: ['manager', 'admin'],
  grantee: ['applicant'],
  host: ['host'],
};

interface Organizations {
  grantee: string | undefined;
  host: string | undefined;
}

/** Applicants and hosts sign for their own organisation alone, whatever other roles they hold. */
const isTheirs = (party: SigningParty, actor: Actor, organizations: Organizations): boolean =>
  (party !== 'grantee' && party !== 'host') ||
  (actor.organizationId !== undefined && actor.organizationId === organizations[party]);

/** The parties that a person may sign for; that nobody signs for two of them is the rules' to see to. */
export const partiesOf = (actor: Actor, organizations: Organizations): SigningParty[] =>
  (Object.keys(SIGNERS) as SigningParty[]).filter(
    (party) =>
      isTheirs(party, actor, organizations) &&
      actor.roles.some((role) => (SIGNERS[party] as string[]).includes(role)),
  );
