import { ProgrammeDefinition } from '../../contracts/programme';
import { balancesOf } from '../../domain/fund/fund.rules';
import { toDemonstration } from '../../domain/programmes/demo-durations';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import * as play from '../factories/round-play';
import { SECOND_PROGRAMME } from '../factories/second-programme';
import { actorOf, World } from '../factories/world';

const ID = play.projectId(1);

describe('a round by another definition', () => {
  it('runs three weighted reviews, four signers, 70/30 tranches and one evaluation without a change of code', () => {
    const world = play.openRound(new World(undefined, SECOND_PROGRAMME));
    play.submit(world, ID, 10_000_001);
    play.screen(world, ID);
    play.score(world, ID, 'desk', 0.6, play.REVIEWERS.slice(0, 3));
    play.score(world, ID, 'defence', 0.8);
    play.score(world, ID, 'committee', 1);
    expect(world.project(ID)).toMatchObject({ stage: 'decision', score: (60 + 2 * 80 + 2 * 100) / 5 });
    play.decide(world, { [ID]: 10_000_001 });
    expect(world.project(ID).noticeEndsAt).toBe('2026-04-07T15:59:59.999Z');
    world.passDeadline('project', ID);
    play.sign(world, ID);
    expect(world.project(ID).stage).toBe('signing');
    world.send(
      'project',
      ID,
      'sign',
      { documentSha256: 'c'.repeat(64), mayActFor: ['host'] },
      actorOf('usr_host', 'host'),
    );
    world.settle();
    expect(world.project(ID).tranches.map(({ amountFen }) => amountFen)).toEqual([7_000_000, 3_000_001]);
    play.pay(world, ID, 'start');
    play.reachMilestone(world, ID, 'all', 5_000_000);
    play.evaluate(world, ID, 'final', 0.9);
    play.pay(world, ID, 'end');
    expect(world.project(ID)).toMatchObject({ stage: 'closed', grade: '优', audit: null });
    expect(balancesOf(world.fund(play.FUND)).paidFen).toBe(10_000_001);
  });
});

describe('a programme definition', () => {
  const faultsOf = (definition: object): string[] => {
    const parsed = ProgrammeDefinition.safeParse(definition);
    return parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  };

  it.each([VENTURE_GRANT, SECOND_PROGRAMME, toDemonstration(VENTURE_GRANT, 'demo')])(
    'that ships is valid ($key)',
    (definition) => {
      expect(faultsOf(definition)).toEqual([]);
    },
  );

  it('names tranches that do not add up to the whole', () => {
    const tranches = VENTURE_GRANT.tranches.slice(0, 2);
    expect(faultsOf({ ...VENTURE_GRANT, tranches })).toContain(
      'tranches: the shares of the tranches add up to 9000 basis points, not 10000',
    );
  });

  it('names a gate that nothing opens', () => {
    const tranches = VENTURE_GRANT.tranches.map((tranche) => ({ ...tranche, gates: ['evaluation:never'] }));
    expect(faultsOf({ ...VENTURE_GRANT, tranches })).toContain(
      'tranches.0.gates: nothing opens the gate "evaluation:never"',
    );
  });

  it('names a quorum above the number of reviewers', () => {
    const reviews = VENTURE_GRANT.reviews.map((review) => ({ ...review, quorum: 9 }));
    expect(faultsOf({ ...VENTURE_GRANT, reviews })).toContain(
      'reviews.0.quorum: quorum 9 is above the 5 reviewers',
    );
  });

  it('for a demonstration differs in durations only', () => {
    const demonstration = toDemonstration(VENTURE_GRANT, VENTURE_GRANT.key);
    const blank = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value).replace(/"\d+ (working days?|days?|hours?|seconds?)"/g, '"DURATION"'));
    expect(blank(demonstration)).toEqual(blank(VENTURE_GRANT));
    expect(demonstration.notice.within).toBe('5 seconds');
    expect(demonstration.signing.within).toBe('1 hour');
  });
});
