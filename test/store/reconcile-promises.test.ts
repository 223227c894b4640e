import { comparePromises } from '../../scripts/reconcile/compare-promises';
import { readRoundMoney } from '../../scripts/reconcile/round-money';
import { reconcilePromises } from '../../scripts/reconcile/reconcile-promises';
import { describeFinding, type Finding } from '../../scripts/reconcile/finding';
import { viewsOf } from '../../store/views.repository';
import { playRound, recordWorld } from '../factories/recorded-world';
import * as play from '../factories/round-play';
import { openTestStore, type TestStore } from '../factories/test-store';
import { World, type Kind } from '../factories/world';

const PROJECT = play.projectId(1);
const world = playRound();
const PAYMENT = world.project(PROJECT).tranches[0]?.paymentId ?? '';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await recordWorld(store, world, 20);
}, 120_000);
afterAll(() => store.close());

const findingsNow = async (): Promise<Finding[]> => {
  const money = await readRoundMoney(store, play.ROUND);
  return money ? comparePromises(money) : [];
};
const namesNow = async (): Promise<string[]> =>
  (await findingsNow()).map(({ aggregate, id }) => `${aggregate} ${id}`);

/** Changes a read model, or takes it away, and puts it back. */
async function whileAltered<Result>(
  kind: Kind,
  id: string,
  change: Record<string, unknown> | null,
  then: () => Promise<Result>,
): Promise<Result> {
  const views = viewsOf(store, kind);
  const whole = await views.findOne({ _id: id });
  if (change) await views.updateOne({ _id: id }, { $set: change });
  else await views.deleteOne({ _id: id });
  try {
    return await then();
  } finally {
    if (whole) await views.replaceOne({ _id: id }, whole, { upsert: true });
  }
}

describe('what aggregates promise each other', () => {
  it('agrees after a round that was carried to its end', async () => {
    expect(await reconcilePromises(store)).toEqual({ rounds: 1, findings: [] });
  });

  it('is named where it still disagrees after several looks', async () => {
    const change = { [`pool.${play.FUND}`]: 100 };
    const { findings } = await whileAltered('round', play.ROUND, change, () => reconcilePromises(store));
    expect(findings).toMatchObject([{ kind: 'broken', aggregate: 'round', id: play.ROUND }]);
  });

  it.each([
    ['a project that says it was paid more', 'project', PROJECT, { 'money.paidFen': 1 }],
    ['a project whose award is another', 'project', PROJECT, { 'money.awardFen': 9_000_000 }],
    ['a payment of another amount', 'payment', PAYMENT, { amountFen: 1 }],
    ['a payment that was not posted', 'payment', PAYMENT, { status: 'approved' }],
    ['a round with money in its pool', 'round', play.ROUND, { [`pool.${play.FUND}`]: 100 }],
    ['a fund that reserves more', 'fund', play.FUND, { [`reservations.${play.ROUND}.reservedFen`]: 5 }],
    ['a round that decided more', 'round', play.ROUND, { 'decision.totals.0.amountFen': 7_000_000 }],
  ] as const)('is named for %s', async (_what, kind, id, change) => {
    const findings = await whileAltered(kind, id, change, findingsNow);
    expect(findings.map(describeFinding).join('\n')).toContain(id);
  });

  it('is named for a payment that is not there', async () => {
    expect(await whileAltered('payment', PAYMENT, null, namesNow)).toEqual([`project ${PROJECT}`]);
  });

  it('is named for money in a fund’s ledger that no project was awarded', async () => {
    expect(await whileAltered('project', PROJECT, null, namesNow)).toContain(`fund ${play.FUND}`);
  });
});

describe('in the middle of a round', () => {
  it('what is signed, waiting, declined and promoted agrees at every step', async () => {
    const middle = play.openRound(new World());
    const [first = '', second = '', third = ''] = [1, 2, 3].map(play.projectId);
    for (const id of [first, second, third]) play.toDecision(middle, id);
    play.decide(middle, { [first]: 3_000_000, [second]: 2_999_999 }, { [third]: 3_000_000 });
    middle.send('project', second, 'decline', { reason: '另有安排' }, play.APPLICANT);
    middle.settle();
    middle.passDeadline('project', first);
    play.sign(middle, first);
    const other = await openTestStore();
    await recordWorld(other, middle, 20);
    const money = await readRoundMoney(other, play.ROUND);
    await other.close();
    expect(money?.projects.map(({ stage }) => stage)).toEqual(['implementation', 'declined']);
    expect(money && comparePromises(money)).toEqual([]);
  });
});
