import type { Actor } from '../../contracts/fact';
import type { Store } from '../../store/connect';

/** What every step of the set-up works with. */
export interface SetupContext {
  store: Store;
  actor: Actor;
  at: string;
}

/** An account as the person at the terminal is told of it, in local mode only. */
export interface Account {
  role: string;
  identifier: string;
  password: string;
}
