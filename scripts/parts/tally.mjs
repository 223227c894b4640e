/**
 * What a Jest run counts for. A file that could not be loaded has no tests to count, so it counts as one failure; so
 * does a run without a result. In CI a test that was skipped has proven nothing and counts as failed.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   numRuntimeErrorTestSuites: number, success: boolean } | null} result null when Jest wrote none
 * @param {{ isCi: boolean }} options
 * @returns {{ passed: number, failed: number }}
 */
export const tallyJest = (result, { isCi }) => {
  if (result === null) return { passed: 0, failed: 1 };
  const skipped = isCi ? result.numPendingTests + result.numTodoTests : 0;
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites + skipped;
  // Jest fails a run for more than its tests, for example for a set-up or for words that select nothing.
  return { passed: result.numPassedTests, failed: failed === 0 && !result.success ? 1 : failed };
};
