import { OrganizationReply, type CreateOrganization } from '../../../contracts/organization';
import type { Role } from '../../../contracts/fact';
import { UserReply } from '../../../contracts/user';
import type { ApiClient } from '../http/api-client';
import { inParallel } from '../http/in-parallel';
import { Person } from '../http/person';

/** A password takes a tenth of a second of one processor to hash; more at once would only wait in line. */
const PEOPLE_AT_ONCE = 4;

/** A run of the play: its name, which all its keys and addresses carry, and the password of its people. */
export interface Run {
  name: string;
  password: string;
}

export interface Part {
  /** Names the person's address and steps; one per run. */
  label: string;
  name: string;
  role: Role;
  organizationId?: string;
}

/** Brings an account to life and signs its person in. */
async function addPerson(client: ApiClient, admin: Person, run: Run, part: Part): Promise<Person> {
  const { label, name, role, organizationId } = part;
  const { password } = run;
  const email = `${label}.${run.name}@demo.example`;
  const account = {
    name,
    email,
    password,
    roles: [role],
    ...(organizationId === undefined ? {} : { organizationId }),
  };
  await admin.post(UserReply, '/users', account, `user:${label}`);
  return Person.signIn(client, run.name, { identifier: email, password });
}

/** The people of a run, in the order of their parts. */
export const addPeople = (client: ApiClient, admin: Person, run: Run, parts: Part[]): Promise<Person[]> =>
  inParallel(parts, PEOPLE_AT_ONCE, (part) => addPerson(client, admin, run, part));

export const addOrganization = (
  admin: Person,
  label: string,
  details: CreateOrganization,
): Promise<OrganizationReply> =>
  admin.post(OrganizationReply, '/organizations', details, `organization:${label}`);
