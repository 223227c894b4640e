import type { ProgrammeDefinition, SigningParty } from '../../contracts/programme';
import { chineseAmount } from '../../domain/chinese-amount';
import { civilDateOf, fromInstantText } from '../../domain/instant';
import { formatFen, splitFen } from '../../domain/money';
import type { ProjectState } from '../../domain/project/project.state';

/** An organisation as an agreement names it. */
export interface NamedOrganization {
  name: string;
  /** Its credit code, or the number of its filing. */
  number: string;
}

export interface AgreementMatter {
  project: ProjectState;
  definition: ProgrammeDefinition;
  roundName: string;
  grantee: NamedOrganization;
  hub: NamedOrganization | null;
  host: NamedOrganization | null;
}

export interface Section {
  heading: string;
  lines: string[];
}

/** What an agreement says, before it is set on pages: everything in Chinese, headings in English beside it. */
export interface AgreementTerms {
  title: string;
  subtitle: string;
  facts: [label: string, value: string][];
  sections: Section[];
  signatures: string[];
}

const PARTIES: Record<SigningParty, string> = {
  funder: '资助方 Funder',
  operator: '承办方 Operator',
  grantee: '实施单位 Grantee',
  host: '落地社区 Host',
};

const GATES: Record<string, string> = { signing: '协议签署', audit: '审计结论' };

const UNITS: [RegExp, string][] = [
  [/ working days?$/, ' 个工作日'],
  [/ days?$/, ' 日'],
  [/ hours?$/, ' 小时'],
  [/ minutes?$/, ' 分钟'],
  [/ seconds?$/, ' 秒'],
];

const inChinese = (duration: string): string =>
  UNITS.reduce((text, [unit, word]) => text.replace(unit, word), duration);

const share = (shareBp: number): string => `${(shareBp / 100).toFixed(2).replace(/\.?0+$/, '')}%`;

/** What a gate waits for, by the programme's own names: `evaluation:midterm` is 中期评估合格. */
function gateText(gate: string, { milestones, evaluations }: ProgrammeDefinition): string {
  const [kind = '', key] = gate.split(':');
  const nameOf = (list: readonly { key: string; name: { zh: string } }[]): string =>
    list.find((entry) => entry.key === key)?.name.zh ?? key ?? '';
  if (kind === 'milestone') return `${nameOf(milestones)}通过`;
  if (kind === 'evaluation') return `${nameOf(evaluations)}合格`;
  return GATES[kind] ?? kind;
}

const gatesText = (gates: readonly string[], definition: ProgrammeDefinition): string =>
  gates.map((gate) => gateText(gate, definition)).join('、');

function payments(awardFen: number, definition: ProgrammeDefinition): string[] {
  const { tranches } = definition;
  if (tranches.length === 0) return ['本项目不拨付资金。'];
  const amounts = splitFen(
    awardFen,
    tranches.map((tranche) => tranche.share),
  );
  return tranches.map(
    ({ name, share: shareBp, gates, payWithin }, index) =>
      `${index + 1}. ${name.zh}：${formatFen(amounts[index] ?? 0)}（${share(shareBp)}），` +
      `在${gatesText(gates, definition)}后 ${inChinese(payWithin)}内拨付。`,
  );
}

const milestones = (definition: ProgrammeDefinition): string[] =>
  definition.milestones.map(({ name, within, after }) => {
    const begin = after.length === 0 ? '本协议生效' : gatesText(after, definition);
    return `${name.zh}：自${begin}起 ${inChinese(within)}内提交。`;
  });

const evaluations = (definition: ProgrammeDefinition): string[] =>
  definition.evaluations.map(
    ({ name, reviewers, pass }) =>
      `${name.zh}：由 ${reviewers} 名评审评分，${pass} 分及以上为合格；不合格的，整改或者终止，停止拨款。`,
  );

function duties({ hub }: AgreementMatter, { closeout }: ProgrammeDefinition): string[] {
  return [
    '1. 实施单位按申报书和预算实施项目，资金专款专用，单独核算，保存凭证备查。',
    '2. 预算或指标的变更须事先提出申请，经资助方批准后执行。',
    '3. 结余资金、未被认可的支出，由实施单位退回资助方。',
    ...(closeout.auditStatement ? ['4. 项目结束后接受审计，以审计认可的支出为准。'] : []),
    ...(hub ? [`代管单位 ${hub.name}（${hub.number}）代为收款，专户管理，并承担相应责任。`] : []),
  ];
}

function factsOf(matter: AgreementMatter): AgreementTerms['facts'] {
  const { project, definition, roundName, grantee, hub, host } = matter;
  const { awardFen } = project.money;
  return [
    ['项目编号 Number', project.number],
    ['项目名称 Title', project.application?.title ?? ''],
    ['轮次 Round', roundName],
    ['方案 Programme', `${definition.name.zh}（${definition.key}，第 ${definition.version} 版）`],
    ['实施单位 Grantee', `${grantee.name}（${grantee.number}）`],
    ...(hub ? ([['代管单位 Hub', `${hub.name}（${hub.number}）`]] as [string, string][]) : []),
    ...(host ? ([['落地社区 Host', host.name]] as [string, string][]) : []),
    ['资助金额 Amount', `${formatFen(awardFen)}（${chineseAmount(awardFen)}）`],
    ['申报书 SHA-256', project.application?.documentSha256 ?? ''],
  ];
}

const dateOf = (instant: string, { offsetMinutes }: ProgrammeDefinition): string =>
  civilDateOf(fromInstantText(instant), offsetMinutes);

/** Lays out an award's agreement from the project, its programme and the register; the same matter gives the same terms. */
export function termsOf(matter: AgreementMatter): AgreementTerms {
  const { project, definition } = matter;
  const reports = [...milestones(definition), ...evaluations(definition)].map(
    (line, index) => `${index + 1}. ${line}`,
  );
  return {
    title: '项目资助协议',
    subtitle: `Grant agreement · ${project.number} · ${dateOf(project.stageSince, definition)}`,
    facts: factsOf(matter),
    sections: [
      { heading: '一、资助与拨付 Payment', lines: payments(project.money.awardFen, definition) },
      { heading: '二、报告与评估 Reports and evaluations', lines: reports },
      { heading: '三、各方责任 Duties', lines: duties(matter, definition) },
      {
        heading: '四、签署 Signatures',
        lines: [
          '本协议为电子文件。各方对本文件的 SHA-256 值签署，签署人、时间和该值记入不可更改的台账；最后一方签署时生效。',
        ],
      },
    ],
    signatures: definition.signing.parties.map((party) => PARTIES[party]),
  };
}
