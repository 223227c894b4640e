const judge = async (deaths: number[]) =>
  (await import('../../../scripts/parts/restart-policy.mjs')).judgeDeaths(deaths);

describe('judgeDeaths', () => {
  it('starts a part again soon after its first death', async () => {
    expect(await judge([1_000])).toEqual({ restartInMs: 200 });
  });

  it('waits longer after each further death', async () => {
    expect(await judge([0, 300])).toEqual({ restartInMs: 400 });
    expect(await judge([0, 300, 800])).toEqual({ restartInMs: 800 });
    expect(await judge([0, 300, 800, 1_700])).toEqual({ restartInMs: 1_600 });
  });

  it('gives up at the fifth death within 30 seconds', async () => {
    expect(await judge([0, 300, 800, 1_700, 29_999])).toBeNull();
  });

  it('forgets deaths of more than 30 seconds ago', async () => {
    expect(await judge([0, 300, 800, 1_700, 32_000])).toEqual({ restartInMs: 200 });
  });
});
