import { DEMO_PROGRAMME } from '../../../scripts/setup/demonstration';
import { checkBudget } from '../../../domain/budget-rules';
import { sumFen } from '../../../domain/money';
import { EXPECTED_PROJECTS, EXPECTED_TOTALS } from '../../../scripts/demo/story/expected.fixture';
import { SOURCES, TALES } from '../../../scripts/demo/story/round.fixture';
import { chooseAwards } from '../../../scripts/demo/play/choose-awards';
import { fillForm } from '../../../scripts/demo/play/application-form';
import { fenOfYuan } from '../../../scripts/demo/play/money';

const sum = (numbers: number[]): number => numbers.reduce((all, each) => all + each, 0);

const ranking = [...TALES]
  .filter(({ ending }) => ending !== 'refused')
  .sort((left, right) => right.score - left.score)
  .map((tale) => ({
    projectId: String(tale.serial),
    askFen: fenOfYuan(tale.askYuan),
    aboveMinimum: tale.score >= DEMO_PROGRAMME.decision.minScore,
  }));

const { awards, waitlist } = chooseAwards(ranking, fenOfYuan(300_000), ({ projectId, askFen }) =>
  fenOfYuan(TALES[Number(projectId) - 1]?.cutToYuan ?? askFen / 100),
);

describe("the story's round", () => {
  it('awards nine by rank with all of its 300,000, and two wait in order', () => {
    const serials = awards.map(({ projectId }) => Number(projectId)).sort((left, right) => left - right);
    expect(serials).toEqual([1, 2, 3, 4, 5, 6, 7, 9, 11]);
    expect(sumFen(awards.map(({ amountFen }) => amountFen))).toBe(fenOfYuan(300_000));
    expect(waitlist).toEqual(['8', '10']);
  });

  it.each(SOURCES)('uses $key up, so that the promotion fits what the decline frees', ({ key, yuan }) => {
    const own = awards.filter(({ projectId }) => TALES[Number(projectId) - 1]?.source === key);
    expect(sumFen(own.map(({ amountFen }) => amountFen))).toBe(fenOfYuan(yuan));
  });

  it('expects sums that its projects add up to', () => {
    const projects = Object.values(EXPECTED_PROJECTS);
    const paidYuan = sum(projects.map((project) => project.paidYuan));
    const returnedYuan = sum(projects.map((project) => project.returnedYuan));
    const netYuan = paidYuan - returnedYuan;
    expect({ paidYuan, returnedYuan, netYuan, availableYuan: 300_000 - netYuan }).toEqual(EXPECTED_TOTALS);
  });

  it('applies in categories that its programme has', () => {
    const known = DEMO_PROGRAMME.application.categories.map(({ key }) => key);
    expect(TALES.filter(({ category }) => !known.includes(category))).toEqual([]);
  });
});

describe('a form of the play', () => {
  it.each([1, 99, 100, 4_800_000, 13_827_161])('of %d fen keeps the rule of 60 % grant', (askFen) => {
    const { budget } = fillForm({ title: '题', summary: '摘', category: 'women', askFen });
    const lines = budget.map(({ head, description, grant, own, inKind }) => ({
      head,
      description,
      grantFen: grant.amount,
      ownFen: own.amount,
      inKindFen: inKind.amount,
    }));
    expect(checkBudget({ askFen, lines }, { capFen: 50_000_000, maxGrantShareBp: 6_000 })).toEqual([]);
  });
});
