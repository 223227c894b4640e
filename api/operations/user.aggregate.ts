import type { Fact, Role } from '../../contracts/fact';
import type { AggregateState } from '../../domain/aggregate';
import type { DirectAggregate } from '../../store/direct';

/** A person as the ledger knows them: roles and organisation. Names and addresses are the account's, beside the ledger. */
export interface UserState extends AggregateState {
  roles: Role[];
  organizationId: string | null;
  disabled: boolean;
}

type UserData = Partial<Pick<UserState, 'roles' | 'organizationId'>>;

export const USER: DirectAggregate<UserState> = {
  kind: 'user',
  begin: (id) => ({
    schemaVersion: 1,
    id,
    version: 0,
    createdAt: '',
    updatedAt: '',
    roles: [],
    organizationId: null,
    disabled: false,
  }),
  evolve: (state: UserState, fact: Fact): UserState => {
    if (fact.type === 'userDisabled') return { ...state, disabled: true };
    return { ...state, ...(fact.data as UserData) };
  },
};
