import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ApplicationFailure,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type Client,
  type Workflow,
} from '@temporalio/client';
import { ERRORS, type ErrorCode } from '../../contracts/errors';
import type { Actor, Command, CommandResult } from '../../contracts/fact';
import { DomainError, type ErrorParams } from '../../domain/domain-error';
import { canonicalJson } from '../../store/canonical-json';
import { FlightControl } from './flight-control';

export interface Order {
  kind: 'project' | 'round' | 'fund' | 'payment';
  id: string;
  commandId: string;
  type: string;
  actor: Actor;
  payload: object;
  /** From If-Match: also held by the workflow, where two that saw the same version meet. */
  expectedVersion?: number | undefined;
}

const WORKFLOWS = {
  project: 'projectWorkflow',
  round: 'roundWorkflow',
  fund: 'fundWorkflow',
  payment: 'disbursementWorkflow',
} as const;

/** A person waits this long; then they are told to try again, and the same key finds what became of it. */
const ANSWER_WITHIN_MS = 15_000;
/** A workflow that is between two runs is there again in milliseconds. */
const RETRY_AFTER_MS = 60;
/** A killed worker is replaced within this time: its successor replays, and the task times out after 5 s. */
const WORKFLOW_TASK_TIMEOUT = '5s';

export function commandOf({ commandId, type, actor, payload, expectedVersion }: Order): Command {
  const hash = createHash('sha256').update(canonicalJson({ type, payload })).digest('hex');
  return {
    id: commandId,
    hash,
    type,
    actor,
    payload,
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  };
}

const isErrorCode = (type: string | null | undefined): type is ErrorCode => type != null && type in ERRORS;

/** A refusal that a rule of ours threw in the workflow; null for anything else. */
function ruleRefusal(error: unknown): DomainError | null {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure) || !isErrorCode(cause.type)) return null;
  return new DomainError(cause.type, (cause.details?.[0] ?? {}) as ErrorParams);
}

/** An update that failed by a fault of ours; sent again it would fail again. */
const isFault = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure;

/** What the engine answered, as the refusal it is; a rule's refusal keeps its code and params. */
function asDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof WorkflowNotFoundError) return new DomainError('NOT_FOUND');
  const refusal = ruleRefusal(error);
  if (!refusal && isFault(error)) throw error;
  // No answer in time, no connection, a run that ended in between: the same command may be sent again.
  return refusal ?? new DomainError('ENGINE_UNAVAILABLE');
}

/** Sends people's decisions to their workflows as Updates, and machines' messages as signals. */
export class CommandGateway {
  private readonly flights = new FlightControl();

  constructor(
    private readonly client: Client,
    private readonly taskQueue: string,
  ) {}

  /** A decision for a workflow that is there. */
  execute(order: Order): Promise<CommandResult> {
    const command = commandOf(order);
    const handle = this.client.workflow.getHandle(workflowIdOf(order));
    return this.send(order, () =>
      handle.executeUpdate<CommandResult, [Command]>(order.type, { args: [command], updateId: command.id }),
    );
  }

  /** A decision that opens its workflow, or reaches the one it opened before. */
  open(order: Order, setting: object | null): Promise<CommandResult> {
    const command = commandOf(order);
    return this.send(order, () => {
      const startWorkflowOperation = new WithStartWorkflowOperation<Workflow>(WORKFLOWS[order.kind], {
        workflowId: workflowIdOf(order),
        taskQueue: this.taskQueue,
        args: [{ id: order.id, setting }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
      });
      return this.client.workflow.executeUpdateWithStart<Workflow, CommandResult, [Command]>(order.type, {
        startWorkflowOperation,
        args: [command],
        updateId: command.id,
      });
    });
  }

  /** A machine's message: no answer is waited for; its id makes a repeat harmless. */
  async deliver(order: Order): Promise<void> {
    try {
      await this.client.workflow.getHandle(workflowIdOf(order)).signal('deliver', commandOf(order));
    } catch (error) {
      throw asDomainError(error);
    }
  }

  private async send(order: Order, update: () => Promise<CommandResult>): Promise<CommandResult> {
    const until = Date.now() + ANSWER_WITHIN_MS;
    return this.flights.run(workflowIdOf(order), async () => {
      for (;;) {
        try {
          return await this.client.withDeadline(until, update);
        } catch (error) {
          const refusal = asDomainError(error);
          const passes = refusal.code === 'ENGINE_UNAVAILABLE' && error instanceof WorkflowUpdateFailedError;
          if (!passes || Date.now() + RETRY_AFTER_MS > until) throw refusal;
          await sleep(RETRY_AFTER_MS);
        }
      }
    });
  }
}

const workflowIdOf = ({ kind, id }: Pick<Order, 'kind' | 'id'>): string => `${kind}:${id}`;
