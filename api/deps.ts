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
  /** Whether a worker has asked for work lately. */
  isWorkerPolling: () => Promise<boolean>;
}
