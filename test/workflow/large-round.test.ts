import { balancesOf } from '../../domain/fund/fund.rules';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import { viewsOf } from '../../store/views.repository';
import { StoryPlay } from '../factories/story-play';
import { StoryWorld } from '../factories/story-world';

/** By hand with more, as ROUND_PROJECTS=2000. */
const COUNT = Number(process.env.ROUND_PROJECTS ?? 80);
const AT_ONCE = 20;
const AWARD_FEN = 100_000;

/** One reviewer a project: what is counted here is projects, not scores. */
const DEFINITION = {
  ...VENTURE_GRANT,
  reviews: VENTURE_GRANT.reviews.map((review) => ({
    ...review,
    reviewers: 1,
    quorum: 1,
    method: 'mean' as const,
  })),
};

async function inTurn<Item>(items: Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

describe('a round of many projects', () => {
  let world: StoryWorld;
  beforeAll(async () => {
    world = await StoryWorld.start({ definition: DEFINITION });
  });
  afterAll(() => world.close());

  const countIn = (roundId: string, filter: Record<string, unknown>): Promise<number> =>
    viewsOf(world.store, 'project').countDocuments({ roundId, ...filter });

  it(
    'tells each of them its panel and its decision, in a history that does not grow with their number',
    async () => {
      const play = await StoryPlay.open(world, { budgetFen: COUNT * AWARD_FEN });
      const ids = Array.from({ length: COUNT }, () => world.newId('prj'));
      await inTurn(ids, (id) => play.submit(AWARD_FEN, id).then(() => play.screen(id)));
      await play.panel('desk', ['usr_r1']);
      await world.until('round', play.roundId, ({ fanOuts }) => fanOuts.length === 0);
      await inTurn(ids, (id) => play.seated(id, 'desk').then(() => play.score(id, 'desk', 0.9, ['usr_r1'])));
      expect(await countIn(play.roundId, { stage: 'decision' })).toBe(COUNT);

      const third = Math.floor(COUNT / 3);
      const amounts = Object.fromEntries(ids.slice(0, third).map((id) => [id, AWARD_FEN]));
      const others = { waitlist: ids.slice(third, 2 * third), rejected: ids.slice(2 * third) };
      await play.decide(amounts, others, AWARD_FEN);
      expect(await countIn(play.roundId, { stage: 'notice' })).toBe(third);
      expect(await countIn(play.roundId, { stage: 'waitlisted' })).toBe(third);
      expect(await countIn(play.roundId, { stage: 'rejected' })).toBe(COUNT - 2 * third);
      expect(balancesOf(await world.view('fund', play.fundId))).toMatchObject({
        reservedFen: third * AWARD_FEN,
      });
      const events = await world.historyOf('round', play.roundId);
      expect(events.length).toBeLessThan(100);
    },
    COUNT * 1_000,
  );
});
