interface TimingSummary {
  count: number;
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
}

/** The value below or at which a share of the sorted values lies; 0 of none. */
export function percentileOf(sorted: readonly number[], share: number): number {
  const index = Math.max(0, Math.ceil(sorted.length * share) - 1);
  return sorted[index] ?? 0;
}

/** How long the API took for each command, as the one who waits for it sees it. */
export class Timings {
  private readonly commandsMs: number[] = [];
  private readonly startedAtMs = performance.now();
  private lastCommandAtMs = this.startedAtMs;
  private reads = 0;
  private retries = 0;

  note(method: string, tookMs: number): void {
    if (method === 'GET') {
      this.reads += 1;
      return;
    }
    this.commandsMs.push(tookMs);
    this.lastCommandAtMs = performance.now();
  }

  countRetry(): void {
    this.retries += 1;
  }

  get readCount(): number {
    return this.reads;
  }

  get retryCount(): number {
    return this.retries;
  }

  /** Up to the last command: what is only read afterwards, to check it, is not the engine's pace. */
  summarise(): TimingSummary {
    const sorted = [...this.commandsMs].sort((left, right) => left - right);
    const tookSeconds = (this.lastCommandAtMs - this.startedAtMs) / 1_000;
    return {
      count: sorted.length,
      perSecond: sorted.length / Math.max(tookSeconds, 0.001),
      p50Ms: percentileOf(sorted, 0.5),
      p95Ms: percentileOf(sorted, 0.95),
    };
  }
}
