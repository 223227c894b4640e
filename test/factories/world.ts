import type { Actor, Command, Fact, Role } from '../../contracts/fact';
import type { ProgrammeDefinition } from '../../contracts/programme';
import {
  foldFact,
  viewOf,
  type AggregateState,
  type Message,
  type Rules,
  type Task,
} from '../../domain/aggregate';
import { CN_CALENDAR } from '../../domain/calendar/state-council';
import { DomainError } from '../../domain/domain-error';
import { FUND_RULES, type FundState } from '../../domain/fund/fund.rules';
import { fromInstantText } from '../../domain/instant';
import { PAYMENT_RULES, type PaymentState } from '../../domain/payment/payment.rules';
import { PROJECT_RULES } from '../../domain/project/project.rules';
import type { ProjectState } from '../../domain/project/project.state';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import { ROUND_RULES } from '../../domain/round/round.rules';
import type { RoundState } from '../../domain/round/round.state';

type Kind = 'project' | 'round' | 'fund' | 'payment';
type AnyRules = Rules<AggregateState, unknown>;

const RULES: Record<Kind, AnyRules> = {
  project: PROJECT_RULES as unknown as AnyRules,
  round: ROUND_RULES as unknown as AnyRules,
  fund: FUND_RULES as unknown as AnyRules,
  payment: PAYMENT_RULES as unknown as AnyRules,
};

interface Letter {
  from: string;
  message: Message;
  id: string;
}

export interface Line {
  projectId: string;
  outcome: 'award' | 'waitlist' | 'reject';
  amountFen: number;
  fundId: string;
}

export const actorOf = (userId: string, ...roles: Role[]): Actor => ({ userId, roles });

/** All aggregates of a round under their real rules, with messages that the test delivers in an order of its choice. */
export class World {
  readonly states = new Map<string, AggregateState>();
  readonly ledger = new Map<string, Fact[]>();
  letters: Letter[] = [];
  decisionLines: Line[] = [];
  private serial = 0;
  private readonly settings = new Map<string, unknown>();

  constructor(
    public nowMs = fromInstantText('2026-03-02T09:00:00+08:00'),
    readonly definition: ProgrammeDefinition = VENTURE_GRANT,
  ) {}

  project = (id: string): ProjectState => this.stateOf('project', id) as ProjectState;
  round = (id: string): RoundState => this.stateOf('round', id) as RoundState;
  fund = (id: string): FundState => this.stateOf('fund', id) as FundState;
  payment = (id: string): PaymentState => this.stateOf('payment', id) as PaymentState;

  stateOf(kind: Kind, id: string): AggregateState {
    return this.states.get(`${kind}:${id}`) ?? RULES[kind].begin(id);
  }

  /** The read model that a recording would write. */
  view(kind: Kind, id: string): AggregateState & { tasks: Task[] } {
    return viewOf(RULES[kind], this.stateOf(kind, id));
  }

  /** Sends a command; throws what the rules throw. */
  send(
    kind: Kind,
    id: string,
    type: string,
    payload: object,
    actor: Actor = actorOf('usr_m', 'manager'),
  ): Fact[] {
    const commandId = `cmd-${(this.serial += 1)}`;
    const command: Command = { id: commandId, hash: commandId, type, actor, payload };
    const rules = RULES[kind];
    const key = `${kind}:${id}`;
    const before = this.settings.get(key) ?? { definition: this.definition, calendar: CN_CALENDAR };
    const setting = rules.adopt?.(before, command) ?? before;
    const facts = rules.decide(this.stateOf(kind, id), command, setting, this.nowMs);
    this.settings.set(key, setting);
    for (const fact of facts) this.fold(kind, id, fact);
    return facts;
  }

  /** As `send`, but gives back the refusal's code, or null. */
  attempt(kind: Kind, id: string, type: string, payload: object, actor?: Actor): string | null {
    try {
      this.send(kind, id, type, payload, actor);
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }

  /** Delivers the letter at an index; a refusal is recorded by the engine, so it is nothing here. */
  deliver(index: number): void {
    const [letter] = this.letters.splice(index, 1);
    if (!letter) return;
    const { message } = letter;
    const receiver = this.stateOf(message.to.kind, message.to.id);
    const actor: Actor = { userId: letter.from, roles: ['system'] };
    if (RULES[message.to.kind].hasEnded(receiver)) {
      const [kind, id] = letter.from.split(':') as [Kind, string];
      if (kind === 'round')
        this.attempt(
          kind,
          id,
          'returnMessage',
          { to: message.to, type: message.type, payload: message.payload },
          actor,
        );
      return;
    }
    this.attempt(message.to.kind, message.to.id, message.type, message.payload, actor);
  }

  /** Carries everything that is under way, in order, fan-outs included, until nothing is left. */
  settle(): void {
    while (this.letters.length > 0 || this.carryFanOut()) if (this.letters.length > 0) this.deliver(0);
  }

  /** What the round's activity does: one message to many, then the round knows. */
  carryFanOut(): boolean {
    for (const [key, state] of this.states) {
      if (!key.startsWith('round:')) continue;
      const [next] = (state as RoundState).fanOuts;
      if (!next) continue;
      const exceptions =
        next.to.kind === 'decision' ? this.carryDecision(next.payload) : this.carryToMany(next);
      this.send('round', state.id, 'finishFanOut', { key: next.key, reached: 0, exceptions });
      return true;
    }
    return false;
  }

  /** Lets time pass to the nearest deadline of an aggregate and fires it. */
  passDeadline(kind: Kind, id: string): string | undefined {
    const [first] = [...RULES[kind].deadlines(this.stateOf(kind, id))].sort((a, b) =>
      a.dueAt.localeCompare(b.dueAt),
    );
    if (!first) return undefined;
    this.nowMs = Math.max(this.nowMs, fromInstantText(first.dueAt));
    this.send(kind, id, 'passDeadline', { key: first.key }, { userId: `${kind}:${id}`, roles: ['system'] });
    return first.key;
  }

  private carryDecision(payload: Record<string, unknown>) {
    return this.decisionLines.filter((line) => {
      const body = { ...payload, ...line, reason: 'by ranking' };
      return (
        this.attempt('project', line.projectId, 'applyDecision', body, {
          userId: 'round',
          roles: ['system'],
        }) !== null
      );
    });
  }

  private carryToMany(fanOut: RoundState['fanOuts'][number]) {
    const ids = fanOut.to.kind === 'projects' ? fanOut.to.projectIds : this.idsOf('project');
    for (const id of ids)
      this.attempt('project', id, fanOut.type, fanOut.payload, { userId: 'round', roles: ['system'] });
    return [];
  }

  idsOf(kind: Kind): string[] {
    return [...this.states.keys()]
      .filter((key) => key.startsWith(`${kind}:`))
      .map((key) => key.slice(kind.length + 1));
  }

  private fold(kind: Kind, id: string, fact: Fact): void {
    const key = `${kind}:${id}`;
    const next = foldFact(this.stateOf(kind, id), fact, RULES[kind].evolve);
    this.states.set(key, next);
    this.ledger.set(key, [...(this.ledger.get(key) ?? []), fact]);
    RULES[kind].messages(next, fact).forEach((message, index) => {
      this.letters.push({ from: key, message, id: `${key}:${fact.seq}:${index}` });
    });
  }
}
