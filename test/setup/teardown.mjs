import { stopServers } from './servers.mjs';

const tearDown = async () => stopServers();

export default tearDown;
