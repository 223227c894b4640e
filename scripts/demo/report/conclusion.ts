import type { ClientConfig } from '../../../platform/client-config';
import type { Finding } from '../checks/finding';
import type { ApiClient } from '../http/api-client';
import type { Person } from '../http/person';
import type { Run } from '../play/cast';

/** What a play is given. */
export interface Stage {
  client: ApiClient;
  admin: Person;
  run: Run;
  config: ClientConfig;
  size: number;
}

/** What an ended play has to show: its tables, and what was found when it was checked. */
export interface Conclusion {
  text: string;
  findings: Finding[];
}
