import { setTimeout as sleep } from 'node:timers/promises';
import { CommandGateway } from '../../api/commands/gateway';
import type { Actor, CommandResult, Role } from '../../contracts/fact';
import type { AggregateState } from '../../domain/aggregate';
import { readView } from '../../store/views.repository';
import type { Stage } from './stage';

type Kind = 'project' | 'round' | 'fund' | 'payment';

const WAIT_MS = 60_000;
const POLL_MS = 25;

export const actorOf = (userId: string, ...roles: Role[]): Actor => ({ userId, roles });
export const MANAGER = actorOf('usr_manager', 'manager');

/** Sends commands as the API does, and waits for what follows from them by looking at the read models. */
export class Player {
  private readonly gateway: CommandGateway;
  private serial = 0;

  constructor(
    private readonly stage: Stage,
    taskQueue: string,
  ) {
    this.gateway = new CommandGateway(stage.client, taskQueue);
  }

  send(kind: Kind, id: string, type: string, payload: object, actor = MANAGER): Promise<CommandResult> {
    return this.gateway.execute(this.order(kind, id, type, payload, actor));
  }

  /** The command that opens a workflow. */
  open(
    kind: Kind,
    id: string,
    type: string,
    payload: object,
    { setting, actor = MANAGER }: { setting: object | null; actor?: Actor },
  ): Promise<CommandResult> {
    return this.gateway.open(this.order(kind, id, type, payload, actor), setting);
  }

  /** The read model, once `holds` is true of it. */
  async until<State extends AggregateState>(
    kind: Kind,
    id: string,
    holds: (state: State) => boolean,
  ): Promise<State> {
    const endsAt = performance.now() + WAIT_MS;
    for (;;) {
      const view = await readView<State>(this.stage.store, kind, id);
      if (view && holds(view)) return view;
      if (performance.now() > endsAt)
        throw new Error(`${kind} ${id} did not come as far: ${holds.toString()}`);
      await sleep(POLL_MS);
    }
  }

  /** Waits until a workflow has ended by itself: then its history is whole. */
  async ended(kind: Kind, id: string): Promise<void> {
    await this.stage.client.withDeadline(Date.now() + WAIT_MS, () =>
      this.stage.client.workflow.getHandle(`${kind}:${id}`).result(),
    );
  }

  /** Ends what a play leaves running, so that a server that was given is left as it was found. */
  async terminate(kind: Kind, id: string): Promise<void> {
    await this.stage.client.workflow.getHandle(`${kind}:${id}`).terminate('the measurement is over');
  }

  private order(kind: Kind, id: string, type: string, payload: object, actor: Actor) {
    const commandId = `cmd_${this.stage.label}${String((this.serial += 1)).padStart(18, '0')}`;
    return { kind, id, commandId, type, actor, payload };
  }
}
