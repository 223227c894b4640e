import { balancesOf } from '../../domain/fund/fund.rules';
import { StoryPlay } from '../factories/story-play';
import { StoryWorld } from '../factories/story-world';

describe('a project by the built-in programme, in its real durations', () => {
  let world: StoryWorld;
  beforeAll(async () => {
    world = await StoryWorld.start({ skipsTime: true });
  });
  afterAll(() => world.close());

  it('lives from its application to its closing, and every fen of its award is paid', async () => {
    const play = await StoryPlay.open(world);
    await play.panel('desk');
    await play.panel('midterm', ['usr_e1', 'usr_e2', 'usr_e3']);
    await play.panel('final', ['usr_e1', 'usr_e2', 'usr_e3']);
    const id = await play.toDecision();
    await play.decide({ [id]: 3_000_000 });
    await play.passNotice(id);
    await play.sign(id);
    await play.carryOut(id);
    const project = await world.view('project', id);
    expect(project.grade).toBe('A');
    expect(project.tranches.map(({ amountFen }) => amountFen)).toEqual([1_500_000, 1_200_000, 300_000]);
    const fund = await world.view('fund', play.fundId);
    expect(balancesOf(fund)).toMatchObject({ reservedFen: 0, committedFen: 0, paidFen: 3_000_000 });
  });
});
