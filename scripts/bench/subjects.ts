import { GENESIS_HASH, type Command, type Fact } from '../../contracts/fact';
import { foldFact, viewOf, type AggregateState, type Rules } from '../../domain/aggregate';
import { CN_CALENDAR } from '../../domain/calendar/state-council';
import { FUND_RULES, type FundState } from '../../domain/fund/fund.rules';
import { fromInstantText } from '../../domain/instant';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import { PROJECT_RULES } from '../../domain/project/project.rules';
import type { ProjectState } from '../../domain/project/project.state';
import type { ProjectSetting } from '../../domain/project/project.vocabulary';
import { chainFacts } from '../../store/chain';
import { toDocument } from '../../store/views.repository';
import { APPLICATION } from './lifecycle';
import { MANAGER } from './player';
import { AGREEMENT_SHA256, reviewersOf } from './stand-ins';

/** An aggregate in the middle of its life, and a command it can take any number of times. */
export interface Subject {
  kind: 'fund' | 'project';
  workflow: string;
  commandType: string;
  payload: object;
  /** What a workflow of this aggregate starts with, under any id. */
  startOf(id: string): object;
  /** What one such command writes: the ledger's document and the read model's, as the engine would. */
  entry: object;
  view: object;
}

const DAY_MS = 86_400_000;

/** An aggregate that takes its commands in this process, to be carried into a workflow. */
class Rehearsal<State extends AggregateState, Setting> {
  state: State;

  constructor(
    private readonly rules: Rules<State, Setting>,
    private readonly setting: Setting,
    public nowMs: number,
  ) {
    this.state = rules.begin(`${rules.kind}_rehearsal`);
  }

  send(type: string, payload: object, userId = MANAGER.userId): Fact[] {
    const id = `rehearsed_${type}_${this.state.version}`;
    const command: Command = { id, hash: id, type, actor: { ...MANAGER, userId }, payload };
    const facts = this.rules.decide(this.state, command, this.setting, this.nowMs);
    this.state = facts.reduce((state, fact) => foldFact(state, fact, this.rules.evolve), this.state);
    return facts;
  }

  /** The subject that this has become. */
  asSubject(workflow: string, commandType: string, payload: object): Subject {
    const { rules, setting } = this;
    const kind = rules.kind as Subject['kind'];
    const carried = this.state;
    const facts = this.send(commandType, payload);
    const [entry] = chainFacts({
      aggregate: kind,
      aggregateId: carried.id,
      facts,
      prevHash: GENESIS_HASH,
    });
    return {
      kind,
      workflow,
      commandType,
      payload,
      startOf: (id) => ({
        id,
        setting,
        carried: { state: { ...carried, id }, lastHash: GENESIS_HASH, window: [] },
      }),
      entry: entry ?? {},
      view: toDocument(kind, viewOf(rules, this.state)),
    };
  }
}

/** A fund that rounds hold money of, and that receives a donation. */
export function buildFund(): Subject {
  const fund = new Rehearsal<FundState, null>(FUND_RULES, null, Date.now());
  fund.send('createFund', { name: '演示基金', fundKind: 'general', purposeTags: [] });
  const donation = {
    donationId: 'don_00000000000000000000000001',
    donor: '演示捐赠人',
    amountFen: 1,
    inKind: null,
    receivedAt: '2026-03-02T09:00:00+08:00',
  };
  return fund.asSubject('fundWorkflow', 'receiveDonation', donation);
}

/** A project under way, with five reviews, an award, an agreement and a due tranche behind it, that is visited. */
export function buildProject(): Subject {
  const setting = { definition: VENTURE_GRANT, calendar: CN_CALENDAR };
  // Its notice ended before now, and what it has to do is due after now.
  const beganMs = Date.now() - 30 * DAY_MS;
  const project = new Rehearsal<ProjectState, ProjectSetting>(PROJECT_RULES, setting, beganMs);
  submitAndScore(project);
  awardAndSign(project);
  const note = {
    noteId: 'sup_00000000000000000000000001',
    visitedOn: '2026-05-01',
    findings: '送餐按时，探访记录齐全，志愿者稳定。',
    advice: '补充老人满意度的记录。',
  };
  return project.asSubject('projectWorkflow', 'noteSupervision', note);
}

type ProjectRehearsal = Rehearsal<ProjectState, ProjectSetting>;

function submitAndScore(project: ProjectRehearsal): void {
  const instant = (fromMs: number): string => new Date(project.nowMs + fromMs).toISOString();
  project.send('submit', {
    roundId: 'rnd_00000000000000000000000001',
    number: 'YC-2026-0001-0001',
    opensAt: instant(-DAY_MS),
    closesAt: instant(DAY_MS),
    application: APPLICATION,
  });
  const checklist = Object.fromEntries(VENTURE_GRANT.screening.checklist.map(({ key }) => [key, true]));
  project.send('screen', { outcome: 'pass', checklist, reasons: '' });
  for (const review of VENTURE_GRANT.reviews) {
    const stageKey = review.key;
    const reviewerIds = reviewersOf(review);
    project.send('assignPanel', {
      stageKey,
      panelId: 'pan_00000000000000000000000001',
      chairId: reviewerIds[0],
      reviewerIds,
      reserveIds: [],
    });
    const scores = Object.fromEntries(review.rubric.map(({ key, max }) => [key, max]));
    for (const reviewerId of reviewerIds) {
      project.send('declareConflict', { stageKey, conflict: false }, reviewerId);
      project.send(
        'submitScores',
        { stageKey, scores, comment: '方案可行。', recommendation: 'none' },
        reviewerId,
      );
    }
  }
}

function awardAndSign(project: ProjectRehearsal): void {
  project.send('applyDecision', {
    decisionId: 'dec_00000000000000000000000001',
    decidedAt: new Date(project.nowMs).toISOString(),
    outcome: 'award',
    amountFen: APPLICATION.askFen,
    fundId: 'fnd_00000000000000000000000001',
    reason: '按排名',
  });
  const [notice] = project.state.deadlines;
  if (!notice) throw new Error('An award without a notice: the built-in programme has changed');
  project.nowMs = fromInstantText(notice.dueAt);
  project.send('passDeadline', { key: notice.key }, 'system');
  project.send('drawUpAgreement', {
    documentId: 'agr_00000000000000000000000001',
    sha256: AGREEMENT_SHA256,
  });
  for (const party of VENTURE_GRANT.signing.parties)
    project.send('sign', { documentSha256: AGREEMENT_SHA256, mayActFor: [party] }, `usr_${party}`);
}
