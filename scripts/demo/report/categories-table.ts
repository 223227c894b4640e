import type { ProjectSummary } from '../../../contracts/summaries';
import type { ProgrammeDefinition } from '../../../contracts/programme';
import { formatFen, sumFen } from '../../../domain/money';
import { formatTable, type Column } from './table';

const COLUMNS: readonly Column[] = [
  { heading: '类别 Category' },
  { heading: '申报 Submitted', align: 'right' },
  { heading: '有效 Valid', align: 'right' },
  { heading: '立项 Funded', align: 'right' },
  { heading: '申请 Asked', align: 'right' },
  { heading: '立项金额 Awarded', align: 'right' },
];

const figuresOf = (projects: readonly ProjectSummary[]): string[] => {
  const awards = projects.flatMap(({ award }) => award ?? []);
  return [
    String(projects.length),
    String(projects.filter(({ score }) => score !== null).length),
    String(awards.length),
    formatFen(sumFen(projects.map(({ ask }) => ask.amount))),
    formatFen(sumFen(awards.map(({ amount }) => amount))),
  ];
};

/** A round too long for a line a project: a line a category, every figure as the API gives it. */
export function formatCategories(
  projects: readonly ProjectSummary[],
  { application }: ProgrammeDefinition,
): string {
  const rows = application.categories.map(({ key, name }) => [
    `${name.zh} ${name.en}`,
    ...figuresOf(projects.filter(({ categories }) => categories.includes(key))),
  ]);
  return formatTable(COLUMNS, [...rows, ['合计 Total', ...figuresOf(projects)]]);
}
