import { openStore } from '../../../store/connect';
import type { ClientConfig } from '../../../platform/client-config';
import { compareViews } from '../../rebuild/compare-views';
import { verifyLedger } from '../../verify-audit/verify-ledger';
import { inParallel } from '../http/in-parallel';
import type { Person } from '../http/person';
import { finding, type Finding } from './finding';
import { findBrokenFacts } from './outsider-chain';
import { readFacts } from './read-all';

const HISTORIES_AT_ONCE = 4;

/** What a play has made, by the kinds whose facts the API shows. */
export interface Traces {
  projectIds: string[];
  roundId: string;
  fundIds: string[];
  paymentIds: string[];
}

const historiesOf = ({ projectIds, roundId, fundIds }: Traces): string[] => [
  ...projectIds.map((id) => `/projects/${id}/history`),
  `/rounds/${roundId}/history`,
  ...fundIds.map((id) => `/funds/${id}/ledger`),
];

/** Every ledger's hashes, reckoned again from what the API shows. */
export async function checkAsOutsider(reader: Person, traces: Traces): Promise<Finding> {
  const paths = historiesOf(traces);
  let count = 0;
  const broken = await inParallel(paths, HISTORIES_AT_ONCE, async (path) => {
    const facts = await readFacts(reader, path);
    count += facts.length;
    return findBrokenFacts(facts).map((seq) => `${path} #${seq}`);
  });
  const faults = broken.flat();
  return finding(
    faults.length === 0,
    '外部复算各账本哈希链 / every ledger’s hashes, reckoned again from outside',
    faults.length === 0 ? `${paths.length} 本 ledgers · ${count} 条 facts` : faults.slice(0, 5).join(', '),
  );
}

/** The same from inside, with the store: the ledgers verify, and the read models are what a rebuild would make. */
export async function checkInStore(
  { mongodbUri, mongodbDatabase }: ClientConfig,
  { projectIds, roundId, fundIds, paymentIds }: Traces,
): Promise<Finding[]> {
  if (mongodbUri === undefined) return [];
  const scope = { aggregateIds: [...projectIds, roundId, ...fundIds, ...paymentIds] };
  const store = await openStore({ uri: mongodbUri, database: mongodbDatabase });
  try {
    const verdict = await verifyLedger(store, scope);
    const differences = await compareViews(store, scope);
    return [
      finding(
        verdict.faults.length === 0,
        '账本校验 / the ledgers verify',
        `${verdict.aggregates} 本 ledgers · ${verdict.facts} 条 facts ${verdict.faults
          .map((fault) => JSON.stringify(fault))
          .slice(0, 3)
          .join(' ')}`,
      ),
      finding(
        differences.length === 0,
        '读模型与账本重建一致 / read models equal a rebuild from the ledger',
        differences
          .map(({ aggregate, id, reason, fields }) => `${aggregate} ${id} ${reason} ${fields.join(',')}`)
          .slice(0, 3)
          .join('; ') || `${scope.aggregateIds.length}`,
      ),
    ];
  } finally {
    await store.close();
  }
}
