import { DomainError } from '../../domain/domain-error';

/** Temporal takes ten updates in flight for a workflow; two are left for others. */
const IN_FLIGHT = 8;
/** Beyond this many somebody waits longer than they would for a later try. */
const MAX_WAITING = 200;

interface Lane {
  inFlight: number;
  waiting: (() => void)[];
}

/** One queue per workflow, so that a busy one makes its own callers wait and nobody else's. */
export class FlightControl {
  private readonly lanes = new Map<string, Lane>();

  async run<Result>(workflowId: string, work: () => Promise<Result>): Promise<Result> {
    const lane = this.laneOf(workflowId);
    await this.enter(lane);
    try {
      return await work();
    } finally {
      this.leave(workflowId, lane);
    }
  }

  private laneOf(workflowId: string): Lane {
    const lane = this.lanes.get(workflowId) ?? { inFlight: 0, waiting: [] };
    this.lanes.set(workflowId, lane);
    return lane;
  }

  private async enter(lane: Lane): Promise<void> {
    if (lane.inFlight < IN_FLIGHT) {
      lane.inFlight += 1;
      return;
    }
    if (lane.waiting.length >= MAX_WAITING) throw new DomainError('TOO_MANY_REQUESTS');
    // Whoever leaves hands over the place, so the count stays as it is.
    await new Promise<void>((go) => lane.waiting.push(go));
  }

  private leave(workflowId: string, lane: Lane): void {
    const next = lane.waiting.shift();
    if (next) return next();
    lane.inFlight -= 1;
    if (lane.inFlight === 0) this.lanes.delete(workflowId);
  }
}
