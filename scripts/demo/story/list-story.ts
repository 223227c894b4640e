import { formatFen } from '../../../domain/money';
import { fenOfYuan } from '../play/money';
import { formatTable } from '../report/table';
import { TALES, type Tale } from './round.fixture';

const ENDINGS: Record<Tale['ending'], string> = {
  closed: '结项 closed',
  declined: '获立项后放弃 awarded, gives it up',
  released: '候补至结束 waits to the end',
  failed: '中期不合格、终止 fails the mid-term, terminated',
  refused: '超上限、不受理 over the cap, refused',
};

const extrasOf = ({ isReturnedOnce, hasConflict, cutToYuan, isPromoted }: Tale): string[] => [
  ...(isReturnedOnce ? ['补正一次 corrected once'] : []),
  ...(hasConflict ? ['评审回避 a reviewer is conflicted'] : []),
  ...(cutToYuan === undefined ? [] : [`核减至 cut to ${formatFen(fenOfYuan(cutToYuan))}`]),
  ...(isPromoted ? ['候补递补 promoted'] : []),
];

/** The story's projects and what happens to each. */
export const listStory = (): string =>
  formatTable(
    [
      { heading: '序 No.', align: 'right' },
      { heading: '项目 Project' },
      { heading: '组织 Organisation' },
      { heading: '申请 Asked', align: 'right' },
      { heading: '情节 What happens' },
    ],
    TALES.map((tale) => [
      String(tale.serial),
      `${tale.title} ${tale.titleEn}`,
      `${tale.organization}（演示）`,
      formatFen(fenOfYuan(tale.askYuan)),
      [...extrasOf(tale), ENDINGS[tale.ending]].join('；'),
    ]),
  );
