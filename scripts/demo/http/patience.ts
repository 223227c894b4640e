import { setTimeout as sleep } from 'node:timers/promises';

/** A part that was killed is there again within seconds; a server that does nothing for this long is broken. */
const GIVE_UP_AFTER_MS = 180_000;

/** How long the play goes on asking: as long as something, somewhere in it, still gets on. */
export class Patience {
  private progressAtMs = performance.now();

  constructor(private readonly limitMs = GIVE_UP_AFTER_MS) {}

  noteProgress(): void {
    this.progressAtMs = performance.now();
  }

  /** Waits, and throws where nothing has got on since the limit. `what` says what was waited for. */
  async wait(pauseMs: number, what: string): Promise<void> {
    if (performance.now() - this.progressAtMs > this.limitMs)
      throw new Error(
        `${this.limitMs / 1000} 秒内没有任何进展 / nothing got on for ${this.limitMs / 1000} s: ${what}`,
      );
    await sleep(pauseMs);
  }
}
