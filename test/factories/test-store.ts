import { randomUUID } from 'node:crypto';
import { openStore, type Store } from '../../store/connect';
import { migrate } from '../../store/migrate';

/** A store of a test's own on the run's real server: its own database, gone when the test closes it. */
export interface TestStore extends Store {
  readonly uri: string;
  readonly database: string;
}

/** An empty database; `migrated: false` leaves it without indexes, for tests of the migrations themselves. */
export async function openTestStore({ migrated = true } = {}): Promise<TestStore> {
  const uri = process.env['TEST_MONGODB_URI'] ?? '';
  const database = `store_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const store = await openStore({ uri, database });
  if (migrated) await migrate(store);
  return {
    ...store,
    uri,
    database,
    close: async () => {
      await store.db.dropDatabase();
      await store.close();
    },
  };
}
