import type { ProgrammeReply } from '../../contracts/programme-reply';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';

/** The built-in programme as it is answered: a definition whose parts fit each other. */
export const EXAMPLE_PROGRAMME: ProgrammeReply = {
  id: `${VENTURE_GRANT.key}@${VENTURE_GRANT.version}`,
  key: VENTURE_GRANT.key,
  version: VENTURE_GRANT.version,
  createdAt: '2026-03-01T09:00:00+08:00',
  updatedAt: '2026-03-01T09:00:00+08:00',
  definition: VENTURE_GRANT,
};
