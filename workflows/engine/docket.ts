import type { Command, CommandResult } from '../../contracts/fact';

interface Waiter {
  resolve: () => void;
  reject: (refusal: Error) => void;
}

/** A command that was decided and is not in the ledger yet. */
export interface OpenCase {
  command: Command;
  /** The version it leads to: shared with whoever was told, since it moves if the ledger turns out to be ahead. */
  result: CommandResult;
  /** Nobody waits for an answer: a refusal is a fact instead. */
  isMessage: boolean;
  waiters: Waiter[];
}

/**
 * The commands between decision and record. A caller waits by one plain promise: a `condition` makes five, and the SDK
 * keeps a stack for each, which cost a worker a tenth of its time.
 */
export class Docket {
  private cases: OpenCase[] = [];

  enter(command: Command, result: CommandResult, isMessage: boolean): void {
    this.cases.push({ command, result, isMessage, waiters: [] });
  }

  get open(): readonly OpenCase[] {
    return this.cases;
  }

  /** Resolves once the command's facts are recorded, at once where they are; rejects where it is refused after all. */
  whenRecorded(commandId: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const found = this.cases.find(({ command }) => command.id === commandId);
      if (found) found.waiters.push({ resolve, reject });
      else resolve();
    });
  }

  /** Everything up to this number is in the ledger. */
  close(recordedSeq: number): void {
    const closed = this.cases.filter(({ result }) => result.version <= recordedSeq);
    this.cases = this.cases.filter(({ result }) => result.version > recordedSeq);
    for (const { waiters } of closed) for (const { resolve } of waiters) resolve();
  }

  refuse(refused: OpenCase, refusal: Error): void {
    this.cases = this.cases.filter((each) => each !== refused);
    for (const { reject } of refused.waiters) reject(refusal);
  }
}
