import { fromInstantText, toInstantText } from '../../domain/instant';
import { balancesOf } from '../../domain/fund/fund.rules';
import { APPLICANT } from '../factories/round-play';
import { StoryPlay } from '../factories/story-play';
import { StoryWorld } from '../factories/story-world';

const DAY_MS = 86_400_000;
const PROMPTLY_MS = 60_000;

describe('a call for applications', () => {
  let world: StoryWorld;
  beforeAll(async () => {
    world = await StoryWorld.start({ skipsTime: true });
  });
  afterAll(() => world.close());

  const phaseOf = async (play: StoryPlay): Promise<string> => (await world.view('round', play.roundId)).phase;
  const closed = (play: StoryPlay) => world.until('round', play.roundId, ({ phase }) => phase === 'closed');

  it('closes by itself at its instant, and takes no application after it', async () => {
    const closesAtMs = (await world.now()) + 10 * DAY_MS;
    const play = await StoryPlay.open(world, { closesAtMs });
    await world.passUntil(closesAtMs - PROMPTLY_MS);
    expect(await phaseOf(play)).toBe('published');
    expect((await world.view('project', await play.submit())).stage).toBe('screening');
    await world.passUntil(closesAtMs + 1);
    await closed(play);
    const [fact] = await world.factsOfType(play.roundId, 'callClosed');
    expect(fromInstantText(fact?.at ?? '')).toBeGreaterThanOrEqual(closesAtMs);
    expect(fromInstantText(fact?.at ?? '')).toBeLessThan(closesAtMs + PROMPTLY_MS);
    expect(await world.refusalOf(play.submit())).toBe('ROUND_CLOSED');
  });

  it('is closed early three seconds ahead, so that whoever submits has been told', async () => {
    const play = await StoryPlay.open(world);
    const before = await world.now();
    await play.round('closeCall', { reason: '提前截止' });
    const { closesAt, phase } = await world.view('round', play.roundId);
    const aheadMs = fromInstantText(closesAt) - before;
    expect(phase).toBe('published');
    expect(aheadMs).toBeGreaterThanOrEqual(3_000);
    expect(aheadMs).toBeLessThan(PROMPTLY_MS);
    await world.passUntil(fromInstantText(closesAt) + 1);
    await closed(play);
  });

  it('is extended to a later instant only, and then closes there', async () => {
    const closesAtMs = (await world.now()) + 10 * DAY_MS;
    const play = await StoryPlay.open(world, { closesAtMs });
    const extend = (toMs: number) =>
      play.round('extendCall', { closesAt: toInstantText(toMs), reason: '台风' });
    expect(await world.refusalOf(extend(closesAtMs - 1))).toBe('EXTENSION_NOT_LATER');
    await extend(closesAtMs + 5 * DAY_MS);
    await world.passUntil(closesAtMs + DAY_MS);
    expect(await phaseOf(play)).toBe('published');
    await world.passUntil(closesAtMs + 5 * DAY_MS + 1);
    await closed(play);
  });

  it('has its waitlist ended by its date, and the money that is left goes back', async () => {
    const play = await StoryPlay.open(world, { budgetFen: 3_000_000 });
    await play.panel('desk');
    const [awarded, waiting] = [await play.toDecision(), await play.toDecision()];
    await play.decide({ [awarded]: 2_000_000 }, { waitlist: [waiting] });
    await play.project(awarded, 'decline', { reason: '放弃' }, APPLICANT);
    await world.until('round', play.roundId, ({ pool }) => pool[play.fundId] === 2_000_000);
    const { deadlines } = await world.view('round', play.roundId);
    const endsAtMs = fromInstantText(deadlines[0]?.dueAt ?? '');
    await world.passUntil(endsAtMs - PROMPTLY_MS);
    expect((await world.view('project', waiting)).stage).toBe('waitlisted');
    await world.passUntil(endsAtMs + 1);
    await play.stage(waiting, 'rejected');
    const fund = await world.until(
      'fund',
      play.fundId,
      (state) => state.reservations[play.roundId]?.reservedFen === 0,
    );
    expect(balancesOf(fund)).toMatchObject({ availableFen: 3_000_000 });
  });
});
