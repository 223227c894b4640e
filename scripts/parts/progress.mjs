/** A step that prints nothing for this long looks hung, so it says that it is still at it. */
const STILL_AT_IT_MS = 8_000;

/** @typedef {{ note: (text: string) => void, step: <T>(title: string, work: () => Promise<T>) => Promise<T> }} Progress */

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Lines for the person who waits: one when a step begins to take long, one when it is done with its seconds.
 * @param {(text: string) => void} [write]
 * @returns {Progress}
 */
export const createProgress = (write = (text) => void process.stdout.write(text)) => ({
  note: (text) => write(`  ${text}\n`),
  step: async (title, work) => {
    const startedAt = Date.now();
    write(`… ${title}\n`);
    const ticker = setInterval(() => write(`  … ${seconds(Date.now() - startedAt)}\n`), STILL_AT_IT_MS);
    try {
      const answer = await work();
      write(`✓ ${title} (${seconds(Date.now() - startedAt)})\n`);
      return answer;
    } finally {
      clearInterval(ticker);
    }
  },
});

/** @type {Progress} */
export const quietProgress = { note: () => {}, step: (_title, work) => work() };
