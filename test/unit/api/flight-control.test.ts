import { FlightControl } from '../../../api/commands/flight-control';

/** Work that ends when the test says so. */
function heldWork() {
  const ends: (() => void)[] = [];
  return { ends, work: () => new Promise<void>((resolve) => ends.push(resolve)) };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the queue in front of a workflow', () => {
  it('lets eight through at once and hands each freed place to the next in line', async () => {
    const control = new FlightControl();
    const { ends, work } = heldWork();
    const all = Array.from({ length: 12 }, () => control.run('fund:1', work));
    await settle();
    expect(ends).toHaveLength(8);
    ends[0]?.();
    await settle();
    expect(ends).toHaveLength(9);
    for (let index = 1; index < 12; index += 1) {
      await settle();
      ends[index]?.();
    }
    await Promise.all(all);
  });

  it('lets one workflow wait without keeping another from its turn', async () => {
    const control = new FlightControl();
    const busy = heldWork();
    const waiting = Array.from({ length: 20 }, () => control.run('fund:1', busy.work));
    await expect(control.run('fund:2', async () => 'done')).resolves.toBe('done');
    for (let index = 0; index < 20; index += 1) {
      await settle();
      busy.ends[index]?.();
    }
    await Promise.all(waiting);
  });

  it('refuses whoever would be the two hundred and first to wait', async () => {
    const control = new FlightControl();
    const { ends, work } = heldWork();
    const all = Array.from({ length: 208 }, () => control.run('round:1', work));
    await expect(control.run('round:1', work)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    for (let index = 0; index < 208; index += 1) {
      await settle();
      ends[index]?.();
    }
    await Promise.all(all);
  });

  it('gives the place back after work that failed', async () => {
    const control = new FlightControl();
    const fail = () => control.run('fund:1', () => Promise.reject(new Error('no')));
    for (let tries = 0; tries < 20; tries += 1) await expect(fail()).rejects.toThrow('no');
    await expect(control.run('fund:1', async () => 'done')).resolves.toBe('done');
  });
});
