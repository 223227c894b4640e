import type { Fact, Recording } from '../../../contracts/fact';
import { hashEntry } from '../../../store/chain';
import { record } from '../../../store/record';
import { StoryPlay } from '../../factories/story-play';
import { need, StoryWorld } from '../../factories/story-world';
import { openStore, type Store } from '../../../store/connect';

/**
 * A workflow task writes to the ledger before its history is kept. Here each test lets something happen just there, as
 * a killed worker or a message at the same moment would have it.
 */
type Meanwhile = (recording: Recording, store: Store) => Promise<void>;

describe('an attempt that is cut off after it has recorded', () => {
  let world: StoryWorld;
  let store: Store;
  let before: Meanwhile | null = null;
  let after: Meanwhile | null = null;

  beforeAll(async () => {
    world = await StoryWorld.start({
      wrapActivities: (activities) => ({
        ...activities,
        recordFacts: async (recording) => {
          const [first, then] = [before, after];
          if (first) await first(recording, world.store);
          const recorded = await activities.recordFacts(recording);
          if (then) await then(recording, world.store);
          return recorded;
        },
      }),
    });
  });
  afterEach(() => {
    before = null;
    after = null;
  });
  afterAll(() => world.close());

  const isOf = (id: string, { aggregateId, facts }: Recording): boolean =>
    aggregateId === id && facts.length > 0;

  async function expectWholeChain(id: string): Promise<Fact[]> {
    const facts = await world.entries(id);
    expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, index) => index + 1));
    facts.forEach(({ hash, ...entry }, index) => {
      expect(entry.prevHash).toBe(facts[index - 1]?.hash ?? '0'.repeat(64));
      expect(hashEntry(entry)).toBe(hash);
    });
    return facts;
  }

  it('by a message at the moment of its last task ends all the same, with each fact once', async () => {
    const play = await StoryPlay.open(world);
    const id = await play.submit();
    after = async (recording) => {
      if (!isOf(id, recording)) return;
      after = null;
      await world.deliver('project', id, 'noSuchMessage', {});
    };
    await world.deliver('project', id, 'withdraw', { reason: '演示' });
    await world.ended('project', id);
    const facts = await expectWholeChain(id);
    expect(facts.filter(({ type }) => type === 'applicationWithdrawn')).toHaveLength(1);
    expect((await world.view('project', id)).version).toBe(facts.length);
  });

  it('goes on from what it had recorded when the same command comes at another instant', async () => {
    const play = await StoryPlay.open(world);
    const id = await play.submit();
    before = async (recording) => {
      if (!isOf(id, recording)) return;
      before = null;
      const facts = recording.facts.map((fact) => ({ ...fact, at: '2026-11-01T00:00:00.000Z' }));
      await record(world.store, { ...recording, facts });
    };
    await play.screen(id);
    const facts = await expectWholeChain(id);
    const screened = facts.filter(({ type }) => type === 'screened');
    expect(screened.map(({ at }) => at)).toEqual(['2026-11-01T00:00:00.000Z']);
    await play.panel('desk');
    await play.seated(id, 'desk');
    await expectWholeChain(id);
  });

  it('half way through its facts has the rest of them follow', async () => {
    const play = await StoryPlay.open(world);
    const id = await play.submit();
    before = async (recording) => {
      if (!isOf(id, recording)) return;
      before = null;
      const facts = recording.facts.slice(0, 1).map((fact) => ({ ...fact, at: '2026-11-01T00:00:00.000Z' }));
      await record(world.store, { ...recording, facts, state: { id, version: 0 } });
    };
    await play.screen(id);
    const types = (await expectWholeChain(id)).map(({ type }) => type);
    expect(types).toEqual(['applicationSubmitted', 'screened', 'assessmentOpened']);
    expect((await world.view('project', id)).stage).toBe('review');
  });

  it('keeps a decision whose answer was lost, and decides what came after it anew', async () => {
    const play = await StoryPlay.open(world);
    const id = await play.submit();
    before = async (recording) => {
      if (!isOf(id, recording)) return;
      before = null;
      const lost = { ...recording.facts[0], type: 'applicationWithdrawn', data: { reason: '先到' } } as Fact;
      const facts = [{ ...lost, commandId: 'a command that nobody sends again' }];
      await record(world.store, { ...recording, facts, state: { id, version: 0 } });
    };
    expect(await world.refusalOf(play.screen(id))).toBe('ACTION_NOT_ALLOWED');
    await world.ended('project', id);
    const types = (await expectWholeChain(id)).map(({ type }) => type);
    expect(types).toEqual(['applicationSubmitted', 'applicationWithdrawn']);
    expect(await world.view('project', id)).toMatchObject({ stage: 'withdrawn', version: 2 });
  });

  it('in the middle of many concurrent commands loses none and doubles none', async () => {
    const play = await StoryPlay.open(world, { fundFen: 1 });
    let calls = 0;
    before = async (recording) => {
      calls += 1;
      if (!isOf(play.fundId, recording) || calls % 3 !== 0) return;
      const facts = recording.facts.map((fact) => ({ ...fact, at: '2026-11-01T00:00:00.000Z' }));
      await record(world.store, { ...recording, facts, state: { id: play.fundId, version: 0 } });
    };
    await Promise.all(Array.from({ length: 60 }, () => play.donate(1)));
    await expectWholeChain(play.fundId);
    const fund = await world.view('fund', play.fundId);
    expect(fund).toMatchObject({ receivedFen: 61, donationCount: 61, version: 62 });
  });

  it('leaves a ledger that is not its own alone, and waits', async () => {
    store = await openStore({ uri: need('TEST_MONGODB_URI'), database: world.taskQueue });
    const play = await StoryPlay.open(world);
    const id = await play.submit();
    const foreign = { aggregate: 'project', aggregateId: id, afterSeq: 1, prevHash: 'f'.repeat(64) } as const;
    const fact = { seq: 2, at: '', actor: { userId: 'x', roles: [] }, type: 'x', data: {}, commandId: 'x' };
    await record(store, { ...foreign, facts: [fact], state: { id, version: 0 } });
    await world.deliver('project', id, 'withdraw', { reason: '演示' });
    await world.untilBehind('project', id);
    expect((await world.facts(id)).map(({ type }) => type)).toEqual(['applicationSubmitted', 'x']);
    await store.db.collection<{ _id: string }>('ledger').deleteOne({ _id: `${id}:0000000002` });
    await store.close();
    await play.stage(id, 'withdrawn');
  });
});
