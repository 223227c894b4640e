import { balancesOf } from '../../../domain/fund/fund.rules';
import { APPLICANT, FINANCE } from '../../factories/round-play';
import { StoryPlay } from '../../factories/story-play';
import { StoryWorld } from '../../factories/story-world';

describe('an aggregate as a workflow', () => {
  let world: StoryWorld;
  beforeAll(async () => {
    world = await StoryWorld.start();
  });
  afterAll(() => world.close());

  const donation = (donationId: string, amountFen = 100) => ({
    donationId,
    donor: '演示',
    amountFen,
    inKind: null,
    receivedAt: '',
  });
  const donate = (fundId: string, commandId: string, amountFen = 100) =>
    world.execute('fund', fundId, 'receiveDonation', donation('don_1', amountFen), {
      actor: FINANCE,
      commandId,
    });

  it('keeps no trace of a refused command in its history', async () => {
    const play = await StoryPlay.open(world);
    const id = await play.submit();
    const before = (await world.historyOf('project', id)).length;
    expect(await world.refusalOf(play.project(id, 'decline', { reason: '' }))).toBe('ACTION_NOT_ALLOWED');
    expect(await world.refusalOf(play.screen(id, 'return').then(() => play.screen(id)))).toBe(
      'ACTION_NOT_ALLOWED',
    );
    const events = await world.historyOf('project', id);
    const accepted = events.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
    expect(accepted).toHaveLength(2);
    expect(before).toBeLessThan(events.length);
    const rejected = events.filter((event) => event.workflowExecutionUpdateRejectedEventAttributes);
    expect(rejected).toEqual([]);
  });

  it('carries a command out once, however often and however late it comes, also in another run', async () => {
    const { fundId } = await StoryPlay.open(world, { fundFen: 1 });
    const first = await donate(fundId, 'cmd_repeated');
    const again = await Promise.all([donate(fundId, 'cmd_repeated'), donate(fundId, 'cmd_repeated')]);
    expect(again).toEqual([first, first]);
    expect((await world.view('fund', fundId)).receivedFen).toBe(101);
    await world.deliver('fund', fundId, 'receiveDonation', donation('don_1', 200), 'cmd_repeated');
    await world.until('fund', fundId, ({ version }) => version === 4);
    const [refused] = await world.factsOfType(fundId, 'messageRefused');
    expect(refused?.data).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('takes two hundred commands at once in one order without a gap, and continues as new among them', async () => {
    const { fundId } = await StoryPlay.open(world, { fundFen: 1 });
    const handle = world.client.workflow.getHandle(`fund:${fundId}`);
    const { runId } = await handle.describe();
    for (let wave = 0; wave < 3; wave += 1)
      await Promise.all(Array.from({ length: 200 }, (_, index) => donate(fundId, `cmd_${wave}_${index}`)));
    const repeated = await Promise.all([donate(fundId, 'cmd_2_199'), donate(fundId, 'cmd_2_198')]);
    expect(repeated.map(({ version }) => version <= 602)).toEqual([true, true]);
    expect((await handle.describe()).runId).not.toBe(runId);
    const facts = await world.entries(fundId);
    expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, index) => index + 1));
    facts.forEach(({ prevHash }, index) => expect(prevHash).toBe(facts[index - 1]?.hash ?? '0'.repeat(64)));
    const fund = await world.view('fund', fundId);
    expect(fund).toMatchObject({ version: 602, donationCount: 601, receivedFen: 60_001 });
    expect(balancesOf(fund).availableFen).toBe(60_001);
    expect((await world.historyOf('fund', fundId)).length).toBeLessThan(1_200);
  }, 120_000);

  it('records a message that it refuses, and goes on', async () => {
    const play = await StoryPlay.open(world);
    const id = await play.submit();
    await world.deliver('project', id, 'applyDecision', { outcome: 'award' });
    await world.deliver('project', id, 'thereIsNoSuchMessage', {});
    await world.until('project', id, ({ version }) => version === 3);
    const refused = await world.factsOfType(id, 'messageRefused');
    expect(refused.map(({ data }) => (data as { code: string }).code)).toEqual([
      'ACTION_NOT_ALLOWED',
      'ACTION_NOT_ALLOWED',
    ]);
    await play.screen(id);
  });

  it('fails a command that meets a fault of ours alone, and takes the next', async () => {
    const play = await StoryPlay.open(world);
    const id = await play.submit();
    await expect(play.project(id, 'screen', { outcome: 'pass' })).rejects.toThrow();
    await play.screen(id);
    expect((await world.view('project', id)).stage).toBe('review');
  });

  it('fails a command that it does not know', async () => {
    const play = await StoryPlay.open(world);
    await expect(play.round('noSuchCommand', {})).rejects.toThrow();
    expect((await world.view('round', play.roundId)).phase).toBe('published');
  });

  it('gets a message back that its receiver can no longer take', async () => {
    const play = await StoryPlay.open(world, { budgetFen: 3_000_000 });
    await play.panel('desk');
    const [first, second, third] = [
      await play.toDecision(),
      await play.toDecision(),
      await play.toDecision(),
    ];
    await play.decide({ [first]: 3_000_000 }, { waitlist: [second, third] });
    // Ended from outside: the round knows nothing of it, and its promotion finds nobody.
    await world.client.workflow.getHandle(`project:${second}`).terminate('演示');
    await play.project(first, 'decline', { reason: '放弃' }, APPLICANT);
    await play.stage(third, 'notice');
    const round = await world.view('round', play.roundId);
    expect(round.promotions.map(({ projectId, freed }) => [projectId, freed])).toEqual([
      [second, true],
      [third, undefined],
    ]);
    expect(await world.factsOfType(play.roundId, 'messageReturned')).toHaveLength(1);
  });

  it('names a project that left between the decision and its delivery, and passes its money on', async () => {
    const play = await StoryPlay.open(world, { budgetFen: 3_000_000 });
    await play.panel('desk');
    const [gone, next] = [await play.toDecision(), await play.toDecision()];
    await play.closeCall();
    await play.project(gone, 'withdraw', { reason: '撤回' }, APPLICANT);
    await play.decide({ [gone]: 3_000_000 }, { waitlist: [next] });
    const round = await world.view('round', play.roundId);
    expect(round.decision?.exceptions.map(({ projectId }) => projectId)).toEqual([gone]);
    expect((await play.stage(next, 'notice')).award?.amountFen).toBe(3_000_000);
    expect(balancesOf(await world.view('fund', play.fundId))).toMatchObject({ reservedFen: 3_000_000 });
  });
});

describe('a workflow whose first command was refused', () => {
  it('leaves nothing behind', async () => {
    const world = await StoryWorld.start({ skipsTime: true });
    const fundId = world.newId('fnd');
    expect(await world.refusalOf(world.open('fund', fundId, 'receiveDonation', {}, FINANCE))).toBe(
      'FUND_UNKNOWN',
    );
    await world.pass(61_000);
    await world.ended('fund', fundId);
    expect(await world.facts(fundId)).toEqual([]);
    await world.close();
  });
});
