import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { CommandGateway, type Order } from '../../api/commands/gateway';
import { publishProgramme } from '../../api/operations/programmes';
import type { WorkingCalendar } from '../../contracts/calendar';
import type { Actor, CommandResult, Fact, LedgerEntry } from '../../contracts/fact';
import type { ProgrammeDefinition } from '../../contracts/programme';
import type { AggregateState } from '../../domain/aggregate';
import { CN_CALENDAR } from '../../domain/calendar/state-council';
import { DomainError } from '../../domain/domain-error';
import type { FundState } from '../../domain/fund/fund.rules';
import { toInstantText } from '../../domain/instant';
import type { PaymentState } from '../../domain/payment/payment.rules';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import type { ProjectState } from '../../domain/project/project.state';
import type { ProjectSetting } from '../../domain/project/project.vocabulary';
import type { RoundState } from '../../domain/round/round.state';
import { openStore, type Store } from '../../store/connect';
import { readEntries } from '../../store/ledger.repository';
import { migrate } from '../../store/migrate';
import { readView, type View } from '../../store/views.repository';
import { createActivities } from '../../worker/activities';
import type { Position } from '../../workflows/engine/messages';

export type Kind = Order['kind'];

interface States {
  project: ProjectState;
  round: RoundState;
  fund: FundState;
  payment: PaymentState;
}

interface Options {
  /** A server of its own whose clock jumps; else the test run's dev server, in real time. */
  skipsTime?: boolean;
  /** Another server than the test run's. */
  address?: string;
  /** Another way to the store than the test run's, for a test that cuts it. */
  mongodbUri?: string;
  definition?: ProgrammeDefinition;
  calendar?: WorkingCalendar;
  /** What ids begin with; by itself of this world alone, since a server's workflows are everybody's. */
  tag?: string;
  worker?: Partial<WorkerOptions>;
  /** The real activities with something that happens before or after them. */
  wrapActivities?: (activities: Activities) => Activities;
}

type Activities = ReturnType<typeof createActivities>;

export function need(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is set by the test run's set-up`);
  return value;
}

/** Whoever acts for machines: a round, a bank, the engine itself. */
export const SYSTEM: Actor = { userId: 'system', roles: ['system'] };
/** A step of a story that takes longer than this on two loaded cores has stopped. */
const STEP_WITHIN_MS = 40_000;
const POLL_MS = 20;
const IDENTITY = 'story';

let isQuiet = false;

function quieten(): void {
  if (isQuiet) return;
  isQuiet = true;
  const level = process.env.TEST_LOG === undefined ? 'ERROR' : 'DEBUG';
  const write = ({ message, meta }: { message: string; meta?: unknown }): void => {
    if (process.env.TEST_LOG !== undefined) process.stderr.write(`${message} ${JSON.stringify(meta)}\n`);
  };
  Runtime.install({ logger: new DefaultLogger(level, write), shutdownSignals: [] });
}

type Closing = () => Promise<unknown>;

interface Server {
  client: Client;
  connection: NativeConnection;
  env: TestWorkflowEnvironment | null;
  closing: Closing[];
}

async function jumpingServer(): Promise<Server> {
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: need('TEST_TIME_SKIPPING_PATH') } },
  });
  return { client: env.client, connection: env.nativeConnection, env, closing: [() => env.teardown()] };
}

async function devServer(address: string): Promise<Server> {
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const client = new Client({ connection, identity: IDENTITY });
  return {
    client,
    connection: native,
    env: null,
    closing: [() => native.close(), () => connection.close()],
  };
}

/** Real workflows and real activities on a real store and a real server, which the test sends commands to. */
export class StoryWorld {
  readonly setting: ProjectSetting;
  private worker: { shutdown(): void; ran: Promise<void> } | null = null;
  private serial = 0;
  private readonly tag: string;

  private constructor(
    readonly store: Store,
    private readonly server: Server,
    readonly taskQueue: string,
    readonly gateway: CommandGateway,
    private readonly options: Options,
  ) {
    this.setting = {
      definition: options.definition ?? VENTURE_GRANT,
      calendar: options.calendar ?? CN_CALENDAR,
    };
    this.tag = options.tag ?? randomUUID().replaceAll('-', '').slice(0, 16);
  }

  static async start(options: Options = {}): Promise<StoryWorld> {
    quieten();
    const database = `story_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
    const uri = options.mongodbUri ?? need('TEST_MONGODB_URI');
    const store = await openStore({ uri, database });
    await migrate(store);
    const server = options.skipsTime
      ? await jumpingServer()
      : await devServer(options.address ?? need('TEST_TEMPORAL_ADDRESS'));
    const gateway = new CommandGateway(server.client, database);
    const world = new StoryWorld(store, server, database, gateway, options);
    await world.startWorker();
    const at = toInstantText(await world.now());
    await publishProgramme(store, world.setting.definition, { commandId: 'programme', actor: SYSTEM, at });
    return world;
  }

  get client(): Client {
    return this.server.client;
  }

  async startWorker(): Promise<void> {
    const { wrapActivities = (same: Activities) => same } = this.options;
    const activities = createActivities({ store: this.store, client: this.server.client });
    const worker = await Worker.create({
      connection: this.server.connection,
      taskQueue: this.taskQueue,
      workflowBundle: { codePath: join(need('TEST_DIST'), 'workflow-bundle.js') },
      activities: wrapActivities(activities),
      // Instead of this machine's name, which would be in every event.
      identity: IDENTITY,
      ...this.options.worker,
    });
    this.worker = { shutdown: () => worker.shutdown(), ran: worker.run() };
  }

  async stopWorker(): Promise<void> {
    this.worker?.shutdown();
    await this.worker?.ran;
    this.worker = null;
  }

  /** An id that no other test has: `prj_` and 26 characters, in the order they were asked for. */
  newId(prefix: string): string {
    this.serial += 1;
    return `${prefix}_${this.tag}${String(this.serial).padStart(26 - this.tag.length, '0')}`;
  }

  /** One command as the API sends it. Throws the rule's refusal. */
  execute(
    kind: Kind,
    id: string,
    type: string,
    payload: object,
    { actor = SYSTEM, commandId = this.newId('cmd') }: { actor?: Actor; commandId?: string } = {},
  ): Promise<CommandResult> {
    return this.gateway.execute({ kind, id, commandId, type, actor, payload });
  }

  /** A command that opens its workflow. */
  open(kind: Kind, id: string, type: string, payload: object, actor: Actor): Promise<CommandResult> {
    const setting = kind === 'project' || kind === 'round' ? this.setting : null;
    return this.gateway.open({ kind, id, commandId: this.newId('cmd'), type, actor, payload }, setting);
  }

  /** A machine's message. */
  deliver(kind: Kind, id: string, type: string, payload: object, commandId = this.newId('cmd')) {
    return this.gateway.deliver({ kind, id, commandId, type, actor: SYSTEM, payload });
  }

  /** The code of the refusal a command meets, or null where it is taken. */
  async refusalOf(work: Promise<unknown>): Promise<string | null> {
    try {
      await work;
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }

  async view<K extends Kind>(kind: K, id: string): Promise<View<States[K]>> {
    const view = await readView<AggregateState>(this.store, kind, id);
    if (!view) throw new Error(`There is no ${kind} ${id}`);
    return view as View<States[K]>;
  }

  /** An aggregate's facts as the ledger has them. */
  entries(id: string): Promise<LedgerEntry[]> {
    return readEntries(this.store, id);
  }

  facts(id: string): Promise<Fact[]> {
    return this.entries(id);
  }

  /** Waits until the workflow has come to its end. */
  async ended(kind: Kind, id: string): Promise<void> {
    await this.client.workflow.getHandle(`${kind}:${id}`).result();
  }

  position(kind: Kind, id: string): Promise<Position> {
    return this.client.workflow.getHandle(`${kind}:${id}`).query<Position>('position');
  }

  /** Waits until the workflow says that the store does not take what it has. */
  async untilBehind(kind: Kind, id: string): Promise<void> {
    const end = performance.now() + STEP_WITHIN_MS;
    while (!(await this.position(kind, id)).isBehind) {
      if (performance.now() > end) throw new Error(`${kind} ${id} never fell behind`);
      await sleep(POLL_MS);
    }
  }

  async factsOfType(id: string, type: string): Promise<Fact[]> {
    return (await this.facts(id)).filter((fact) => fact.type === type);
  }

  /** Waits, in real time, until the read model is as asked for; says what it was where it never is. */
  async until<K extends Kind>(
    kind: K,
    id: string,
    is: (state: View<States[K]>) => boolean,
  ): Promise<View<States[K]>> {
    const end = performance.now() + STEP_WITHIN_MS;
    for (;;) {
      const view = (await readView<AggregateState>(this.store, kind, id)) as View<States[K]> | null;
      if (view && is(view)) return view;
      if (performance.now() > end) throw new Error(`Waited in vain for ${kind} ${id}: ${describe(view)}`);
      await sleep(POLL_MS);
    }
  }

  /** The server's time in epoch milliseconds. */
  async now(): Promise<number> {
    return this.server.env ? this.server.env.currentTimeMs() : Date.now();
  }

  /** Lets time pass: in a jump where the server can, else as it goes. */
  async pass(ms: number): Promise<void> {
    await (this.server.env ? this.server.env.sleep(Math.max(1, Math.ceil(ms))) : sleep(ms));
  }

  async passUntil(instantMs: number): Promise<void> {
    const leftMs = instantMs - (await this.now());
    if (leftMs > 0) await this.pass(leftMs);
  }

  /** A workflow's events, of its latest run. */
  async historyOf(kind: Kind, id: string) {
    const { events } = await this.client.workflow.getHandle(`${kind}:${id}`).fetchHistory();
    return events ?? [];
  }

  async close(): Promise<void> {
    await this.stopWorker();
    await this.store.db.dropDatabase();
    await this.store.close();
    for (const close of this.server.closing) await close();
  }
}

const describe = (view: object | null): string => JSON.stringify(view)?.slice(0, 3_000);
