import { formatTable, widthOf } from '../../../scripts/demo/report/table';

describe('a table on a terminal', () => {
  it('counts two columns for Han letters and full-width signs, one for Latin letters and box lines', () => {
    expect(widthOf('敲门A（演示）¥1─')).toBe(2 * 6 + 4);
  });

  it('lines its columns up where Chinese and Latin are mixed', () => {
    const table = formatTable(
      [{ heading: '项目 Project' }, { heading: '元', align: 'right' }, { heading: '|' }],
      [
        ['敲门送餐日', '1', '|'],
        ['Knock', '12,000', '|'],
      ],
    );
    const columns = table
      .split('\n')
      .map((line) => widthOf(line.slice(0, line.lastIndexOf(line.includes('|') ? '|' : '─'))));
    expect(new Set(columns).size).toBe(1);
  });
});
