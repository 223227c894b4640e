import { CuttableLink } from '../../factories/cuttable-link';
import { StoryPlay } from '../../factories/story-play';
import { need, StoryWorld } from '../../factories/story-world';

describe('an outage of the store', () => {
  let link: CuttableLink;
  let world: StoryWorld;

  beforeAll(async () => {
    const uri = new URL(need('TEST_MONGODB_URI'));
    link = await CuttableLink.to(Number(uri.port));
    uri.port = String(link.port);
    world = await StoryWorld.start({ mongodbUri: uri.href });
  });
  afterAll(async () => {
    link.mend();
    await world.close();
    await link.close();
  });

  it('loses nothing of what was accepted, refuses new commands meanwhile, and adds few events', async () => {
    const play = await StoryPlay.open(world, { fundFen: 1 });
    const before = (await world.historyOf('fund', play.fundId)).length;
    link.cut();
    const accepted = play.donate(100);
    const signalled = world.deliver('fund', play.fundId, 'receiveDonation', {
      donationId: 'don_2',
      donor: '演示',
      amountFen: 10,
      inKind: null,
      receivedAt: '',
    });
    await signalled;
    await world.untilBehind('fund', play.fundId);
    expect(await world.refusalOf(play.donate(1_000))).toBe('STORE_BEHIND');
    const during = (await world.historyOf('fund', play.fundId)).length;
    link.mend();
    await world.until('fund', play.fundId, ({ receivedFen }) => receivedFen === 111);
    // Its caller was told to try again, or was answered; the money is there either way, once.
    await world.refusalOf(accepted);
    expect((await world.historyOf('fund', play.fundId)).length - before).toBeLessThan(40);
    expect(during - before).toBeLessThan(30);
    await play.donate(1);
    expect((await world.view('fund', play.fundId)).receivedFen).toBe(112);
  });
});
