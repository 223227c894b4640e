import type { Command, CommandResult } from '../../contracts/fact';
import { DomainError } from '../../domain/domain-error';

export interface WindowEntry {
  id: string;
  /** Unknown of a command that only the ledger told of. */
  hash?: string;
  result: CommandResult;
}

/** Enough for every command under way and every retry of the last minutes; each costs about 100 bytes to carry. */
const MAX_ENTRIES = 100;

/**
 * Remembers the latest commands, also across continue-as-new, where Temporal itself forgets update ids.
 * The same id with another payload is refused: one of the two would be lost in silence.
 */
export class CommandWindow {
  constructor(private entries: WindowEntry[]) {}

  find(command: Command): CommandResult | undefined {
    const entry = this.entries.find(({ id }) => id === command.id);
    if (entry?.hash !== undefined && entry.hash !== command.hash)
      throw new DomainError('IDEMPOTENCY_KEY_REUSED');
    return entry?.result;
  }

  remember(command: Command, result: CommandResult): void {
    this.entries = [...this.entries, { id: command.id, hash: command.hash, result }].slice(-MAX_ENTRIES);
  }

  /** A command that the ledger turned out to have, under this version. */
  restore(id: string, version: number): void {
    const known = this.entries.find((entry) => entry.id === id);
    if (known) known.result.version = version;
    else this.entries = [...this.entries, { id, result: { version } }].slice(-MAX_ENTRIES);
  }

  forget(id: string): void {
    this.entries = this.entries.filter((entry) => entry.id !== id);
  }

  toJSON(): WindowEntry[] {
    return this.entries;
  }
}
