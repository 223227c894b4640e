import type { FactReply, ProjectReply } from '../../../contracts/project-reply';
import type { RoundReply } from '../../../contracts/round';
import { formatFen } from '../../../domain/money';

/** A project as the API shows it at the end, with its facts, and the refusal that its application met. */
export interface Ended {
  serial: number;
  project: ProjectReply;
  facts: FactReply[];
  refusedAs: string | null;
}

const dataOf = ({ data }: FactReply) => data as Record<string, unknown>;

type Teller = (ended: Ended, round: RoundReply) => string | null;

const tellRefused: Teller = ({ project, refusedAs }) =>
  refusedAs === null || project.receipt !== null
    ? null
    : `超上限，未受理，无回执 refused as ${refusedAs}, no receipt`;

const tellCorrected: Teller = ({ facts }) => {
  const returned = facts.filter((fact) => fact.type === 'screened' && dataOf(fact).outcome === 'return');
  const submitted = facts.filter(({ type }) => type === 'applicationSubmitted');
  return returned.length === 0
    ? null
    : `退回补正 ${returned.length} 次，共提交 ${submitted.length} 次 returned for correction, submitted ${submitted.length} times`;
};

const tellConflict: Teller = ({ facts }) => {
  const conflicts = facts.filter(
    (fact) => fact.type === 'conflictDeclared' && dataOf(fact).conflict === true,
  );
  const reserves = facts.filter(({ type }) => type === 'reserveSeated').map(dataOf);
  const hasScored = reserves.every(({ reviewerId }) =>
    facts.some((fact) => fact.type === 'scoresSubmitted' && dataOf(fact).reviewerId === reviewerId),
  );
  return conflicts.length === 0 || reserves.length === 0 || !hasScored
    ? null
    : '评审回避，由候补评审评分 a reviewer recused, the reserve scored';
};

const tellCut: Teller = ({ project: { application, award } }) => {
  const askFen = application?.ask?.amount ?? 0;
  const awardFen = award?.amount.amount ?? askFen;
  return awardFen < askFen ? `核减 cut ${formatFen(askFen)} → ${formatFen(awardFen)}` : null;
};

const tellDeclined: Teller = ({ project: { stage } }, { promotions }) =>
  stage === 'declined'
    ? `放弃立项，递补 ${promotions.length} 个 declined, ${promotions.length} promoted in its place`
    : null;

const tellPromoted: Teller = ({ project: { id } }, { promotions }) => {
  const promotion = promotions.find(({ projectId }) => projectId === id);
  return promotion ? `由候补递补 promoted from the waitlist ${formatFen(promotion.amount.amount)}` : null;
};

const tellReleased: Teller = ({ project: { stage, decision } }) =>
  stage === 'rejected' && decision?.outcome === 'waitlist' ? '候补结束 released from the waitlist' : null;

const tellTerminated: Teller = ({ project: { stage, money } }) =>
  stage === 'terminated'
    ? `中期不合格，终止：已拨 paid ${formatFen(money.paid.amount)}，` +
      `认可 accepted ${formatFen(money.accepted?.amount ?? 0)}，退回 returned ${formatFen(money.returned.amount)}`
    : null;

const TELLERS: readonly Teller[] = [
  tellRefused,
  tellCorrected,
  tellConflict,
  tellCut,
  tellDeclined,
  tellPromoted,
  tellReleased,
  tellTerminated,
];

/** What did not go the usual way, a sentence each, by what the API shows alone. */
export const tellExceptions = (all: readonly Ended[], round: RoundReply): string[] =>
  all.flatMap((ended) =>
    TELLERS.flatMap((teller) => {
      const sentence = teller(ended, round);
      return sentence === null ? [] : [`${ended.serial} ${ended.project.title} · ${sentence}`];
    }),
  );

/** As many as the story has. */
export const EXPECTED_EXCEPTIONS = TELLERS.length;
