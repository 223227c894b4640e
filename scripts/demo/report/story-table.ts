import type { ProjectReply } from '../../../contracts/project-reply';
import type { ProgrammeDefinition } from '../../../contracts/programme';
import { formatFen, sumFen } from '../../../domain/money';
import { formatTable, type Column } from './table';

const COLUMNS: readonly Column[] = [
  { heading: '编号 No.' },
  { heading: '项目 Project' },
  { heading: '类别 Category' },
  { heading: '申请 Asked', align: 'right' },
  { heading: '立项 Awarded', align: 'right' },
  { heading: '拨付 Paid', align: 'right' },
  { heading: '退回 Returned', align: 'right' },
  { heading: '评分 Score', align: 'right' },
  { heading: '等级 Grade' },
  { heading: '结果 Outcome' },
];

const OUTCOMES: Readonly<Record<string, string>> = {
  draft: '未受理 refused',
  closed: '已结项 closed',
  declined: '放弃立项 declined',
  rejected: '未立项 rejected',
  terminated: '已终止 terminated',
};

const NOTHING = '—';
const showFen = (amountFen: number): string => (amountFen === 0 ? NOTHING : formatFen(amountFen));

const fen = {
  asked: ({ application }: ProjectReply): number => application?.ask?.amount ?? 0,
  awarded: ({ award }: ProjectReply): number => award?.amount.amount ?? 0,
  paid: ({ money }: ProjectReply): number => money.paid.amount,
  returned: ({ money }: ProjectReply): number => money.returned.amount,
};

function rowOf(project: ProjectReply, categories: ReadonlyMap<string, string>): string[] {
  const { number, title, application, score, grade, stage } = project;
  return [
    number.slice(-4),
    title,
    categories.get(application?.categories?.[0] ?? '') ?? '',
    showFen(fen.asked(project)),
    showFen(fen.awarded(project)),
    showFen(fen.paid(project)),
    showFen(fen.returned(project)),
    score === null ? NOTHING : score.toFixed(2),
    grade ?? NOTHING,
    OUTCOMES[stage] ?? stage,
  ];
}

/** An award that was given up is money that went to somebody else: it is no part of the total. */
const isKept = ({ stage }: ProjectReply): boolean => stage !== 'declined';

export interface StoryTotals {
  awardedFen: number;
  paidFen: number;
  returnedFen: number;
}

export const totalsOf = (projects: readonly ProjectReply[]): StoryTotals => ({
  awardedFen: sumFen(projects.filter(isKept).map(fen.awarded)),
  paidFen: sumFen(projects.map(fen.paid)),
  returnedFen: sumFen(projects.map(fen.returned)),
});

/** The round as it ended, one line a project, every figure as the API gives it. */
export function formatStory(projects: readonly ProjectReply[], { application }: ProgrammeDefinition): string {
  const categories = new Map(application.categories.map(({ key, name }) => [key, `${name.zh} ${name.en}`]));
  const { awardedFen, paidFen, returnedFen } = totalsOf(projects);
  const total = [
    '',
    '合计 Total（放弃的除外 without the declined）',
    '',
    showFen(sumFen(projects.map(fen.asked))),
    showFen(awardedFen),
    showFen(paidFen),
    showFen(returnedFen),
  ];
  return formatTable(COLUMNS, [...projects.map((project) => rowOf(project, categories)), total]);
}
