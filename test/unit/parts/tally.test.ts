const tally = async (changes: Record<string, unknown> | null, isCi = false) => {
  const { tallyJest } = await import('../../../scripts/parts/tally.mjs');
  const passing = {
    numPassedTests: 7,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
    success: true,
  };
  return tallyJest(changes === null ? null : { ...passing, ...changes }, { isCi });
};

describe('tallyJest', () => {
  it('counts passed and failed tests', async () => {
    expect(await tally({ numFailedTests: 2, success: false })).toEqual({ passed: 7, failed: 2 });
  });

  it('counts a file that could not be loaded as one failure', async () => {
    expect(await tally({ numRuntimeErrorTestSuites: 1, success: false })).toEqual({ passed: 7, failed: 1 });
  });

  it('counts a run that wrote no result as one failure', async () => {
    expect(await tally(null)).toEqual({ passed: 0, failed: 1 });
  });

  it('counts words that select no test as one failure', async () => {
    expect(await tally({ numPassedTests: 0, success: false })).toEqual({ passed: 0, failed: 1 });
  });

  it('passes over skipped tests at a desk and counts them as failures in CI', async () => {
    const skipped = { numPendingTests: 2, numTodoTests: 1 };
    expect(await tally(skipped)).toEqual({ passed: 7, failed: 0 });
    expect(await tally(skipped, true)).toEqual({ passed: 7, failed: 3 });
  });
});
