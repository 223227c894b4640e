import { Client, Connection } from '@temporalio/client';
import type { Config } from '../../platform/config';

/** Works with Temporal for the length of one command. */
export async function withClient<Result>(
  { temporalAddress: address, temporalNamespace: namespace }: Config,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const connection = await Connection.connect({ address });
  try {
    return await work(new Client({ connection, namespace }));
  } finally {
    await connection.close();
  }
}
