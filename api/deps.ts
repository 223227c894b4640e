import type { Config } from '../platform/config';
import type { Logger } from '../platform/logger';
import type { Store } from '../store/connect';
import type { CommandGateway } from './commands/gateway';

/** What the API works with; made once, at start. */
export interface Deps {
  config: Config;
  store: Store;
  commands: CommandGateway;
  logger: Logger;
  nowMs: () => number;
  /** What the API cannot work without, by name; each throws where it is missing. */
  readiness: Record<'temporal' | 'store' | 'worker', () => Promise<void>>;
  /** Holds every reply against its schema. For tests and development: a fault of ours becomes a 500. */
  checksReplies?: boolean;
}
