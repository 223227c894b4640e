import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { openStore, type Store } from '../../store/connect';
import { LocalServer, signalAll, type Part, type Started } from '../factories/local-server';
import { embark, GRANT, invite, PROMOTION, type Journey, type People, type Step } from './journey';
import { faultsOf, ledgersOf, readModels, storyOf } from './ledger-proof';
import { PatientClient, unexpectedAnswers, untilTrue } from './patient-client';

/** Each journey waits this many steps behind the one before it: as many kills as this meet every kind of step. */
const SPACING = 4;

interface Traveller {
  journey: Journey;
  steps: Step[];
  done: number;
}

const travellerOf = (script: string, steps: Step[], people: People, from: number): Traveller => ({
  journey: embark(people, `${script}-${from}`),
  steps,
  done: 0,
});

async function takeStep(traveller: Traveller): Promise<void> {
  const next = traveller.steps[traveller.done];
  if (!next) return;
  const { label } = traveller.journey;
  const { ready } = next;
  if (ready) await untilTrue(`"${next.name}" may be done (${label})`, () => ready(traveller.journey));
  await next.act(traveller.journey);
  traveller.done += 1;
}

async function travelTo(traveller: Traveller, position: number): Promise<void> {
  while (traveller.done < Math.min(position, traveller.steps.length)) await takeStep(traveller);
}

/** Waits until everybody may take the next step: then one kill meets as many kinds of steps as there are travellers. */
async function waitAtTheNext({ steps, done, journey }: Traveller): Promise<void> {
  const ready = steps[done]?.ready;
  if (ready) await untilTrue(`"${steps[done]?.name}" may be done (${journey.label})`, () => ready(journey));
}

let server: LocalServer;
let running: Started;
let store: Store;
let references: Traveller[];
let travellers: Traveller[];
const met = new Set<string>();

beforeAll(async () => {
  server = await LocalServer.prepare();
  running = server.start();
  await running.ready();
  const { mongodbUri } = server.readJson('running.json');
  store = await openStore({ uri: mongodbUri, database: 'yichuang' });
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = server.readJson('secrets.json');
  const nobody = new PatientClient(server.url);
  const people = await invite(nobody, await nobody.signIn(ADMIN_EMAIL, ADMIN_PASSWORD));
  references = [
    travellerOf('grant-undisturbed', GRANT, people, 0),
    travellerOf('promotion-undisturbed', PROMOTION, people, 0),
  ];
  const decline = PROMOTION.findIndex(({ name }) => name === 'decline the award');
  travellers = [
    ...Array.from({ length: Math.ceil(GRANT.length / SPACING) }, (_, index) =>
      travellerOf('grant', GRANT, people, index * SPACING),
    ),
    // All that is not in the other journey as well comes from here on.
    travellerOf('promotion', PROMOTION, people, decline - 1),
  ];
  await Promise.all([
    ...references.map((reference) => travelTo(reference, Infinity)),
    ...travellers.map((traveller) => travelTo(traveller, Number(traveller.journey.label.split('-')[1]))),
  ]);
}, 240_000);

afterAll(async () => {
  await store?.close();
  await signalAll(running, 'SIGINT');
  await running.ended;
  await server.clear();
});

/** Everybody takes a step; the part is killed so long after they began to, or before where that is nothing. */
async function killDuringAStep(part: Part, afterMs: number): Promise<void> {
  await Promise.all(travellers.map(waitAtTheNext));
  for (const { steps, done } of travellers) if (part === 'worker' && steps[done]) met.add(steps[done].name);
  const before = server.pidOf(part);
  if (afterMs === 0) await server.kill(part);
  const taken = Promise.all(travellers.map(takeStep));
  if (afterMs > 0) {
    await sleep(afterMs);
    await server.kill(part);
  }
  await taken;
  await untilTrue(`${part} runs again`, async () => ![undefined, before].includes(server.pidOf(part)));
}

describe('a part that is killed while people act at every kind of step', () => {
  it.each<[Part, number]>([
    ['worker', 0],
    ['worker', 30],
    ['worker', 120],
    ['worker', 400],
    ['api', 60],
    ['store', 0],
    ['store', 80],
    ['temporal', 0],
    ['temporal', 80],
  ])(
    'is started again, and everybody is answered (%s, %i ms after they began)',
    async (part, afterMs) => {
      await killDuringAStep(part, afterMs);
      expect(unexpectedAnswers).toEqual([]);
    },
    120_000,
  );

  it('was met at every kind of step by a killed worker', () => {
    const kinds = new Set([...GRANT, ...PROMOTION].map(({ name }) => name));
    expect([...kinds].filter((name) => !met.has(name))).toEqual([]);
  });

  it('keeps nobody from the end of their journey', async () => {
    await Promise.all(travellers.map((traveller) => travelTo(traveller, Infinity)));
    expect(unexpectedAnswers).toEqual([]);
  }, 240_000);
});

describe('what is left when everything was killed', () => {
  const everybody = (): Traveller[] => [...references, ...travellers];

  it('is the same story as that of a journey which nothing disturbed: no fact lost, none twice', async () => {
    for (const { journey, steps } of travellers) {
      const reference = references.find((it) => it.steps === steps);
      const undisturbed = reference ? storyOf(await ledgersOf(store, reference.journey)) : [];
      expect([journey.label, storyOf(await ledgersOf(store, journey))]).toEqual([journey.label, undisturbed]);
    }
  }, 60_000);

  it('is a ledger of which every link holds, and read models that follow from it', async () => {
    for (const { journey } of everybody()) {
      for (const ledger of await ledgersOf(store, journey)) {
        expect(faultsOf(ledger)).toEqual([]);
        const [stored, rebuilt] = await readModels(store, ledger);
        expect(stored).toEqual(rebuilt);
      }
    }
  }, 60_000);

  it('is money that was paid once, to the fen', async () => {
    for (const { journey, steps } of everybody()) {
      const { balances } = await journey.finance.get(`/funds/${journey.fundId}`);
      const paid = steps === GRANT ? 3_000_000 : 1_500_000;
      expect(balances).toMatchObject({ paid: { amount: paid }, committed: { amount: 3_000_000 - paid } });
      expect(balances).toMatchObject({ reserved: { amount: 0 }, available: { amount: 3_000_000 } });
    }
  }, 60_000);

  it('is no workflow that failed, and none that is stuck', async () => {
    const { temporalAddress: address } = server.readJson('running.json');
    const connection = await Connection.connect({ address });
    const client = new Client({ connection });
    const counted = async (query: string): Promise<number> => (await client.workflow.count(query)).count;
    expect(await counted('ExecutionStatus IN ("Failed", "Terminated", "TimedOut", "Canceled")')).toBe(0);
    for (const { journey } of everybody()) {
      // The first project of either journey has ended: closed, or declined.
      const [first = ''] = journey.projectIds;
      const { status } = await client.workflow.getHandle(`project:${first}`).describe();
      expect([journey.label, status.name]).toEqual([journey.label, 'COMPLETED']);
      for (const ledger of await ledgersOf(store, journey)) {
        const handle = client.workflow.getHandle(`${ledger.kind}:${ledger.id}`);
        if ((await handle.describe()).status.name !== 'RUNNING') continue;
        const version = ledger.entries.length;
        expect(await handle.query('position')).toEqual({ version, recordedSeq: version, isBehind: false });
      }
    }
    await connection.close();
  }, 120_000);
});
