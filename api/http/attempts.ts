import { DomainError } from '../../domain/domain-error';

/** Beyond this many names somebody tries names, not passwords; the oldest are forgotten first. */
const MAX_NAMES = 10_000;

/** Counts attempts by name within a sliding window, in memory: a process that starts anew forgives. */
export class Attempts {
  private readonly times = new Map<string, number[]>();

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** Throws TOO_MANY_REQUESTS where a name has used up its attempts. */
  assertLeft(name: string, nowMs: number): void {
    if (this.recent(name, nowMs).length >= this.limit) throw new DomainError('TOO_MANY_REQUESTS');
  }

  count(name: string, nowMs: number): void {
    const recent = [...this.recent(name, nowMs), nowMs];
    this.times.delete(name);
    this.times.set(name, recent);
    const [oldest] = this.times.keys();
    if (this.times.size > MAX_NAMES && oldest !== undefined) this.times.delete(oldest);
  }

  forget(name: string): void {
    this.times.delete(name);
  }

  private recent(name: string, nowMs: number): number[] {
    return (this.times.get(name) ?? []).filter((at) => at > nowMs - this.windowMs);
  }
}
