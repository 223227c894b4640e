import { ensureBuild } from './servers.mjs';

/** For tests that replay recorded histories: the workflow bundle, and no server. */
const setUp = async () => ensureBuild();

export default setUp;
