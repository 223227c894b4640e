import { ensureBuild, ensureStore, ensureTemporal, ensureTestServer } from './servers.mjs';

/** For tests that need everything: the store, Temporal, the time-skipping server and the compiled product. */
const setUp = async () => {
  await Promise.all([ensureStore(), ensureTemporal(), ensureTestServer()]);
  await ensureBuild();
};

export default setUp;
