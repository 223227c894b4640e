import { setTimeout as sleep } from 'node:timers/promises';
import {
  ApplicationFailure,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { MongoServerError } from 'mongodb';
import type { Command } from '../../contracts/fact';
import type { Store } from '../../store/connect';
import { entryId } from '../../store/ledger.repository';
import { VIEW_COLLECTIONS } from '../../store/views.repository';
import type { MinimalActivities, MinimalStart } from './minimal.workflow';
import { MANAGER } from './player';
import type { Stage } from './stage';
import type { Subject } from './subjects';

export type VariantName = 'engine' | 'twoWrites' | 'noEffect';
export const VARIANTS: readonly VariantName[] = ['engine', 'twoWrites', 'noEffect'];

/** The pause of the API's own gateway before it repeats what met a workflow between two runs. */
const RETRY_AFTER_MS = 60;
const DUPLICATE_KEY = 11_000;

/** A task that Temporal has repeated writes the same again: what is there already is as good. */
async function unlessThere(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
  }
}

/** The two writes of a recording through the driver alone: one fact, one read model that never goes back. */
export function createMinimalActivities(store: Store, kind: Subject['kind']): MinimalActivities {
  const ledger = store.db.collection<{ _id: string }>('ledger');
  const views = store.db.collection<{ _id: string; version: number }>(VIEW_COLLECTIONS[kind]);
  return {
    writeBoth: async ({ id, version, entry, view }) => {
      const document = { ...entry, _id: entryId(id, version), aggregateId: id, seq: version };
      const newer = { ...view, _id: id, version };
      await unlessThere(ledger.insertMany([document], { ordered: false }));
      await unlessThere(views.replaceOne({ _id: id, version: { $lt: version } }, newer, { upsert: true }));
    },
  };
}

/** How one variant of a subject is opened, asked and ended. Each update carries the same command. */
export interface Variant {
  name: VariantName;
  open(serial: string): Promise<void>;
  update(serial: string): Promise<void>;
  end(serial: string): Promise<void>;
}

export interface Queues {
  engine: string;
  minimal: string;
}

/** Refused because its workflow was between two runs; to be sent again. */
const isBetweenRuns = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError &&
  !(error.cause instanceof ApplicationFailure && error.cause.type !== 'ENGINE_UNAVAILABLE');

/** A run's own commands, with ids and hashes as long as the API's. */
class Commands {
  private serial = 0;

  constructor(
    private readonly subject: Subject,
    private readonly label: string,
  ) {}

  next(): Command {
    const id = `cmd_${this.label}${String((this.serial += 1)).padStart(18, '0')}`;
    const { commandType: type, payload } = this.subject;
    return { id, hash: 'd'.repeat(64), type, actor: MANAGER, payload };
  }
}

export function createVariants(stage: Stage, subject: Subject, queues: Queues): Variant[] {
  const commands = new Commands(subject, `${stage.label}${subject.kind.slice(0, 1)}`);
  const { client } = stage;
  const workflowIdOf = (name: VariantName, serial: string): string =>
    `${subject.kind}:${name}_${stage.label}_${subject.kind}_${serial}`;
  const argumentOf = (name: VariantName, id: string): object =>
    name === 'engine'
      ? subject.startOf(id)
      : ({ id, entry: subject.entry, view: subject.view } satisfies MinimalStart);
  const plan = {
    engine: { workflow: subject.workflow, taskQueue: queues.engine, update: subject.commandType },
    twoWrites: { workflow: 'twoWritesWorkflow', taskQueue: queues.minimal, update: 'change' },
    noEffect: { workflow: 'noEffectWorkflow', taskQueue: queues.minimal, update: 'change' },
  };
  return VARIANTS.map((name) => {
    const { workflow, taskQueue, update } = plan[name];
    return {
      name,
      // The first update starts the workflow, so that what is measured finds it in the worker's cache.
      open: async (serial) => {
        const workflowId = workflowIdOf(name, serial);
        const id = workflowId.slice(subject.kind.length + 1);
        const startWorkflowOperation = new WithStartWorkflowOperation(workflow, {
          workflowId,
          taskQueue,
          args: [argumentOf(name, id)],
          workflowIdConflictPolicy: 'FAIL',
          workflowTaskTimeout: '5s',
        });
        const command = commands.next();
        await client.workflow.executeUpdateWithStart(update, {
          startWorkflowOperation,
          args: [command],
          updateId: command.id,
        });
      },
      update: async (serial) => {
        const handle = client.workflow.getHandle(workflowIdOf(name, serial));
        const command = commands.next();
        for (;;) {
          try {
            await handle.executeUpdate(update, { args: [command], updateId: command.id });
            return;
          } catch (error) {
            if (!isBetweenRuns(error)) throw error;
            await sleep(RETRY_AFTER_MS);
          }
        }
      },
      end: async (serial) => {
        await client.workflow.getHandle(workflowIdOf(name, serial)).terminate('the measurement is over');
      },
    };
  });
}
