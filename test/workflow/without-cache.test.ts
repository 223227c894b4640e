import { balancesOf } from '../../domain/fund/fund.rules';
import { actorOf } from '../factories/world';
import { APPLICANT, FUNDER, MANAGER } from '../factories/round-play';
import { SECOND_PROGRAMME } from '../factories/second-programme';
import { StoryPlay } from '../factories/story-play';
import { StoryWorld } from '../factories/story-world';

const HOST = actorOf('usr_host', 'host');

/** Nothing is kept in memory between two tasks: each one replays its workflow from the first event. */
const WITHOUT_CACHE = { maxCachedWorkflows: 0, maxConcurrentWorkflowTaskExecutions: 4 };

describe('workflows that are replayed for each task', () => {
  let world: StoryWorld;
  beforeAll(async () => {
    world = await StoryWorld.start({ skipsTime: true, worker: WITHOUT_CACHE });
  });
  afterAll(() => world.close());

  it('carry a project through its whole life', async () => {
    const play = await StoryPlay.open(world);
    await play.panel('desk');
    await play.panel('midterm', ['usr_e1', 'usr_e2', 'usr_e3']);
    await play.panel('final', ['usr_e1', 'usr_e2', 'usr_e3']);
    const id = await play.toDecision();
    await play.decide({ [id]: 3_000_000 });
    await play.passNotice(id);
    await play.sign(id);
    await play.carryOut(id);
    expect(balancesOf(await world.view('fund', play.fundId))).toMatchObject({ paidFen: 3_000_000 });
  });
});

describe('another programme', () => {
  let world: StoryWorld;
  beforeAll(async () => {
    world = await StoryWorld.start({ skipsTime: true, definition: SECOND_PROGRAMME });
  });
  afterAll(() => world.close());

  it('with three reviews, four signers, 70/30 tranches and no audit runs without a change of code', async () => {
    const play = await StoryPlay.open(world);
    await play.panel('desk', ['usr_r1', 'usr_r2', 'usr_r3']);
    await play.panel('defence');
    await play.panel('committee');
    await play.panel('final', ['usr_e1', 'usr_e2']);
    const id = await play.submit(10_000_000);
    await play.screen(id);
    await play.seated(id, 'desk');
    await play.score(id, 'desk', 0.6, ['usr_r1', 'usr_r2', 'usr_r3']);
    await play.seated(id, 'defence');
    await play.score(id, 'defence', 0.8);
    await play.seated(id, 'committee');
    await play.score(id, 'committee', 1);
    expect((await play.stage(id, 'decision')).score).toBe((60 + 2 * 80 + 2 * 100) / 5);
    await play.decide({ [id]: 10_000_000 });
    await play.passNotice(id);
    await play.sign(id, [FUNDER, MANAGER, APPLICANT, HOST]);
    await play.pay(id, 'start');
    await play.reachMilestone(id, 'all', 5_000_000);
    await play.evaluate(id, 'final');
    await play.pay(id, 'end');
    expect(await play.stage(id, 'closed')).toMatchObject({ grade: '优', audit: null });
  });
});
