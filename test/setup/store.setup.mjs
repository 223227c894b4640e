import { ensureStore } from './servers.mjs';

/** For tests of the store alone. */
const setUp = async () => ensureStore();

export default setUp;
