/** Five deaths in half a minute are no accident: going on would hide a fault behind restarts. */
const DEATHS_MAX = 5;
const WINDOW_MS = 30_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * What to do about a part that has just died.
 * @param {number[]} deaths the times of its deaths in milliseconds, this one last
 * @returns {{ restartInMs: number } | null} null when it has died too often to be started again
 */
export const judgeDeaths = (deaths) => {
  const now = deaths.at(-1) ?? 0;
  const recent = deaths.filter((at) => now - at < WINDOW_MS).length;
  if (recent >= DEATHS_MAX) return null;
  return { restartInMs: Math.min(FIRST_PAUSE_MS * 2 ** (recent - 1), LONGEST_PAUSE_MS) };
};
