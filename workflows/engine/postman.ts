import {
  condition,
  getExternalWorkflowHandle,
  log,
  ParentClosePolicy,
  startChild,
} from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Command } from '../../contracts/fact';
import type { Message } from '../../domain/aggregate';
import { deliverSignal } from './messages';

interface Letter {
  /** The fact it follows from: nothing is told to anyone before the ledger has it. */
  seq: number;
  message: Message;
  command: Command;
}

interface Office {
  recordedSeq(): number;
  onReturned(message: Message): void;
}

/** Tells peers what follows from recorded facts, in order, each under an id of its own so that a repeat is harmless. */
export class Postman {
  private letters: Letter[] = [];
  private stopped = false;

  constructor(private readonly office: Office) {}

  post(letter: Letter): void {
    this.letters.push(letter);
  }

  /** What follows from facts after this one is not to be told: they are not what the ledger has. */
  takeBackAfter(seq: number): void {
    this.letters = this.letters.filter((letter) => letter.seq <= seq);
  }

  get isIdle(): boolean {
    return this.letters.length === 0;
  }

  stop(): void {
    this.stopped = true;
  }

  async run(): Promise<void> {
    while (!this.stopped) {
      await condition(() => this.next() !== undefined || this.stopped);
      const letter = this.next();
      if (!letter) continue;
      await this.send(letter);
      this.letters = this.letters.slice(1);
    }
  }

  private next(): Letter | undefined {
    const [first] = this.letters;
    return first && first.seq <= this.office.recordedSeq() ? first : undefined;
  }

  private async send({ message, command }: Letter): Promise<void> {
    const workflowId = `${message.to.kind}:${message.to.id}`;
    try {
      if (message.how === 'start') await this.open(workflowId, message, command);
      else await getExternalWorkflowHandle(workflowId).signal(deliverSignal, command);
    } catch (error) {
      // Only a receiver that has ended refuses a signal; the sender decides what that means.
      log.warn('a message came back', { workflowId, type: message.type, error: String(error) });
      this.office.onReturned(message);
    }
  }

  private async open(workflowId: string, message: Message, command: Command): Promise<void> {
    try {
      await startChild('disbursementWorkflow', {
        workflowId,
        args: [{ id: message.to.id, setting: null, first: command }],
        // A payment under way outlives whatever becomes of its project's run.
        parentClosePolicy: ParentClosePolicy.ABANDON,
        workflowTaskTimeout: '5s',
      });
    } catch (error) {
      // The key is one per project and tranche: that it is there means that it was asked before.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}
