import { setTimeout as sleep } from 'node:timers/promises';
import { LocalServer, signalAll, type Part, type Started } from '../factories/local-server';
import { untilTrue } from './patient-client';

/** Time for the demonstration to be in the middle of something else when the next part is killed. */
const BETWEEN_KILLS_MS = 3_000;
/** What the twelve projects end with, however often their servers were killed: paid, gross and net, and left in the funds. */
const FIGURES = ['282,000', '271,200', '28,800'];

describe('npm run demo, while one part after the other is killed', () => {
  let server: LocalServer;
  let running: Started;
  beforeAll(async () => {
    server = await LocalServer.prepare();
    running = server.start();
    await running.ready();
  }, 90_000);
  afterAll(async () => {
    await signalAll(running, 'SIGINT');
    await running.ended;
    await server.clear();
  });

  const isReady = async (): Promise<boolean> =>
    (await fetch(`${server.url}/readyz`).catch(() => null))?.status === 200;

  it('ends with the same table, in which everything holds', async () => {
    const demo = server.start({}, [process.execPath, 'scripts/run.mjs', 'demo']);
    let hasEnded = false;
    void demo.ended.then(() => (hasEnded = true));
    const killedInTime: Part[] = [];
    for (const part of ['worker', 'api', 'store', 'temporal'] as const) {
      await sleep(BETWEEN_KILLS_MS);
      if (!hasEnded) killedInTime.push(part);
      const before = server.pidOf(part);
      await server.kill(part);
      await untilTrue(`${part} runs again`, async () => ![undefined, before].includes(server.pidOf(part)));
      await untilTrue('it is ready', isReady);
    }
    const { code, output } = await demo.ended;
    expect(killedInTime).toEqual(['worker', 'api', 'store', 'temporal']);
    expect([code, FIGURES.filter((figure) => !output.includes(figure)), output.slice(-300)]).toEqual([
      0,
      [],
      expect.stringContaining('everything holds'),
    ]);
  }, 300_000);
});
