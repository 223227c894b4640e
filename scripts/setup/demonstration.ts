import { createHash, createHmac } from 'node:crypto';
import { registerOrganization } from '../../api/operations/organizations';
import { publishProgramme } from '../../api/operations/programmes';
import { createUser } from '../../api/operations/users';
import type { Role } from '../../contracts/fact';
import type { OrganizationType } from '../../contracts/organization';
import { completeCreditCode } from '../../domain/credit-code';
import { toDemonstration } from '../../domain/programmes/demo-durations';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import type { Config } from '../../platform/config';
import { findAccount } from '../../store/accounts.repository';
import type { Account, SetupContext } from './setup-context';

export const DEMO_PROGRAMME = toDemonstration(VENTURE_GRANT, 'venture-grant-demo');

/** One account a role, and reviewers enough for the built-in programme's panel of five with a reserve. */
const PEOPLE: { name: string; role: Role; count: number }[] = [
  { name: '主管', role: 'manager', count: 1 },
  { name: '财务', role: 'finance', count: 1 },
  { name: '评审', role: 'reviewer', count: 6 },
  { name: '督导', role: 'supervisor', count: 1 },
  { name: '审计', role: 'auditor', count: 1 },
  { name: '申报人', role: 'applicant', count: 1 },
  { name: '社区', role: 'host', count: 1 },
];

/** Codes that pass their checks and that no authority gives: the region does not exist. */
const ORGANIZATIONS: Partial<Record<Role, { name: string; type: OrganizationType; codeBody: string }>> = {
  applicant: { name: '晴塘镇社工中心（演示）', type: 'serviceAgency', codeBody: '52330499YCDEM001' },
  host: { name: '晴塘社区居民委员会（演示）', type: 'residentsCommittee', codeBody: '55330499YCDEM002' },
};

/** The same person has the same id in each start, so that a start that was cut off is gone on with. */
const idOf = (prefix: string, name: string): string =>
  `${prefix}_${createHash('sha256').update(`demo:${name}`).digest('hex').slice(0, 26)}`;

/** Of this installation alone and the same at each start; it lets nobody in anywhere else. */
const passwordOf = ({ sessionSecret }: Config): string =>
  createHmac('sha256', sessionSecret).update('demonstration accounts').digest('base64url').slice(0, 12);

/** The organisation that people of a role belong to, registered where it is not. */
async function organizationFor(
  { store, actor, at }: SetupContext,
  role: Role,
): Promise<{ organizationId?: string }> {
  const organization = ORGANIZATIONS[role];
  if (!organization) return {};
  const { name, type, codeBody } = organization;
  const id = idOf('org', name);
  const details = { name, kind: 'registered' as const, type, creditCode: completeCreditCode(codeBody) };
  await registerOrganization(store, { id, commandId: `setup:${id}`, at, actor, details });
  return { organizationId: id };
}

interface Person {
  label: string;
  role: Role;
  identifier: string;
}

const peopleOf = (): Person[] =>
  PEOPLE.flatMap(({ name, role, count }) =>
    Array.from({ length: count }, (_, index) => {
      const serial = count === 1 ? '' : String(index + 1);
      return {
        label: `${name}${serial}（演示）`,
        role,
        identifier: `${role}${serial}@demo.yichuang.local`,
      };
    }),
  );

/** The demonstration's programme and an account for each role, marked as such by name and address. */
export async function makeDemonstration(context: SetupContext, config: Config): Promise<Account[]> {
  const { store, actor, at } = context;
  const { key, version } = DEMO_PROGRAMME;
  await publishProgramme(store, DEMO_PROGRAMME, { commandId: `setup:${key}@${version}`, actor, at });
  const password = passwordOf(config);
  const people = peopleOf();
  for (const { label, role, identifier } of people) {
    if (await findAccount(store, identifier)) continue;
    const id = idOf('usr', identifier);
    const organization = await organizationFor(context, role);
    const details = { name: label, email: identifier, password, roles: [role], ...organization };
    await createUser(store, { id, commandId: `setup:${id}`, at, actor, details });
  }
  return people.map(({ role, identifier }) => ({ role, identifier, password }));
}
