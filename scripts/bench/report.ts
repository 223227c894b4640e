import type { Detour } from './detours';
import type { EngineSpeed } from './engine-speed';
import type { HistoryCost } from './history-cost';
import type { LifecycleCost } from './lifecycle-cost';
import type { ListSpeed } from './list-speed';
import { rounded } from './statistics';

/** What the design asks of the engine and of lists, as shares of what the bare parts do. */
const GOALS = { twoWrites: 0.9, noEffect: 0.75, list: 0.8, flat: 0.8 };

export interface BenchResult {
  engine: string;
  lifecycle: LifecycleCost;
  detours: Detour[];
  speeds: EngineSpeed[];
  lists: ListSpeed[];
  fillMsPerProject: number;
}

/** A Chinese character is two columns wide on a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (width, character) => width + (/[\u1100-\u115f\u2e80-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1),
    0,
  );

const pad = (text: string, width: number, isNumber: boolean): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return isNumber ? space + text : text + space;
};

/** Lines of columns as wide as their content; all but the first hold figures. */
function formatTable(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, column > 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const verdict = (value: number, goal: number): string =>
  `${value.toFixed(2)} ${value >= goal ? '✓ 达到/met' : '✗ 未达到/not met'} (≥ ${goal})`;

const costRow = (name: string, { events, actions, bytes }: HistoryCost): string[] => [
  name,
  String(rounded(events)),
  String(rounded(actions)),
  String(bytes),
];

const COST_HEAD = ['', '事件 events', '动作 actions', '字节 bytes'];

const LIFECYCLE_NAMES: Record<keyof LifecycleCost, string> = {
  project: '项目 project',
  payments: '三笔拨付 three payments',
  round: '轮次 round of one project',
  fund: '资金池 fund of one project',
};

const costSection = ({ lifecycle, detours }: BenchResult): string[] => [
  '一个项目的一生（计数）/ A project from submission to closing, counted',
  formatTable([
    COST_HEAD,
    ...Object.entries(LIFECYCLE_NAMES).map(([key, name]) =>
      costRow(name, lifecycle[key as keyof LifecycleCost]),
    ),
  ]),
  '其他情形，增加 / Other ways, what they add',
  formatTable([COST_HEAD, ...detours.map(({ zh, en, cost }) => costRow(`${zh} ${en}`, cost))]),
];

const speedRows = ({ subject, load, variants }: EngineSpeed): string[][] =>
  Object.entries(variants).map(([name, { perSecond, p50Ms, p95Ms }]) => [
    `${subject}, ${load}: ${name}`,
    perSecond.toFixed(1),
    p50Ms.toFixed(1),
    p95Ms.toFixed(1),
  ]);

const speedSection = ({ speeds }: BenchResult): string[] => [
  '引擎速度 / Engine speed',
  formatTable([['', '每秒 /s', 'p50 ms', 'p95 ms'], ...speeds.flatMap(speedRows)]),
  '引擎 ÷ 最小工作流（中位数）/ Engine ÷ minimal workflow, medians of neighbours',
  formatTable([
    ['', '两次写入 two writes', '无副作用 no effect'],
    ...speeds.map(({ subject, load, ratios }) => [
      `${subject}, ${load}`,
      verdict(ratios.twoWrites, GOALS.twoWrites),
      verdict(ratios.noEffect, GOALS.noEffect),
    ]),
  ]),
];

const listSection = ({ lists, fillMsPerProject }: BenchResult): string[] => [
  `列表与检索 / Lists and search (${fillMsPerProject.toFixed(2)} ms 写入一个项目 to fill in a project)`,
  formatTable([
    ['', '项目数 projects', '结果 found', 'p50 ms', 'p95 ms', 'driver p50 ms', 'driver ÷ ours'],
    ...lists.map((list) => [
      `${list.zh} ${list.en}`,
      String(list.projects),
      String(list.found),
      list.oursP50Ms.toFixed(1),
      list.oursP95Ms.toFixed(1),
      list.driverP50Ms.toFixed(1),
      verdict(list.ratio, GOALS.list),
    ]),
  ]),
];

/** How much slower the same question is in the largest store than in the smallest: 1 is flat. */
const flatnessOf = (lists: ListSpeed[]): { name: string; ratio: number }[] => {
  const [least, most] = [lists[0]?.projects ?? 0, lists.at(-1)?.projects ?? 0];
  if (least === most) return [];
  return lists
    .filter(({ projects }) => projects === least)
    .map((small) => {
      const large = lists.find(({ en, projects }) => en === small.en && projects === most);
      return { name: `${small.zh} ${small.en}`, ratio: small.oursP50Ms / (large?.oursP50Ms ?? Number.NaN) };
    });
};

const flatSection = ({ lists }: BenchResult): string[] => {
  const flat = flatnessOf(lists);
  if (flat.length === 0) return [];
  const rows = flat.map(({ name, ratio }) => [name, verdict(ratio, GOALS.flat)]);
  return ['平坦度：小库 ÷ 大库 / Flatness: p50 in the small store ÷ in the large one', formatTable(rows)];
};

/** What a person reads at the end. */
export const formatReport = (result: BenchResult): string =>
  [
    `存储 / Store: ${result.engine}`,
    ...costSection(result),
    ...speedSection(result),
    ...listSection(result),
    ...flatSection(result),
  ].join('\n\n');
