import {
  MongoClient,
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  type Db,
} from 'mongodb';

export interface StoreOptions {
  uri: string;
  database: string;
}

/** An open connection to the documents, and the one way to close it. */
export interface Store {
  readonly client: MongoClient;
  readonly db: Db;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the store. Every write waits for the journal: what was acknowledged survives a killed server. */
export async function openStore({ uri, database }: StoreOptions): Promise<Store> {
  const client = new MongoClient(uri, {
    writeConcern: { w: 'majority', journal: true },
    // A store that is away is noticed in time for the caller to say so, not after the driver's 30 s.
    serverSelectionTimeoutMS: 5_000,
    connectTimeoutMS: 5_000,
    // Enough for 20 commands at once beside the readers; more only queue inside a small server.
    maxPoolSize: 40,
  });
  await client.connect();
  const db = client.db(database);
  return {
    client,
    db,
    ping: async () => {
      await db.command({ ping: 1 });
    },
    close: () => client.close(),
  };
}

const AWAY = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
] as const;

/** A connection that is cut while a command is being written leaves the driver as the socket's own error. */
const CUT_OFF = ['EPIPE', 'ECONNRESET', 'ECONNREFUSED'];

const isCutOff = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && CUT_OFF.includes(String(error.code));

/** Whether an error says that the store could not be reached, so that the same request may succeed in a moment. */
export const isStoreAway = (error: unknown): boolean =>
  isCutOff(error) ||
  (error instanceof MongoError &&
    (AWAY.some((kind) => error instanceof kind) || error.hasErrorLabel('RetryableWriteError')));
