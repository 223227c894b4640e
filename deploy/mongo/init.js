/* global connect, sleep */
/**
 * Run by mongosh, as often as the stack is started: makes the replica set, once, and the product's own account, which
 * may read and write its database and nothing else.
 */
const { MONGO_INITDB_ROOT_USERNAME, MONGO_INITDB_ROOT_PASSWORD, MONGODB_APP_PASSWORD } = process.env;
const DATABASE = 'yichuang';
const NOT_YET_INITIALIZED = 94;
const root = `${encodeURIComponent(MONGO_INITDB_ROOT_USERNAME)}:${encodeURIComponent(MONGO_INITDB_ROOT_PASSWORD)}`;
const admin = connect(`mongodb://${root}@mongo:27017/admin?directConnection=true`);

try {
  admin.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.code !== NOT_YET_INITIALIZED) throw error;
  admin.adminCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] } });
}
// A set that has just been made elects its primary first.
while (!admin.hello().isWritablePrimary) sleep(250);

const product = admin.getSiblingDB(DATABASE);
const account = { pwd: MONGODB_APP_PASSWORD, roles: [{ role: 'readWrite', db: DATABASE }] };
if (product.getUser('yichuang') === null) product.createUser({ user: 'yichuang', ...account });
else product.updateUser('yichuang', account);
