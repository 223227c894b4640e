import type { ApplicationContent } from '../../../contracts/application';
import { mulDivFen } from '../../../domain/money';
import { toMoney } from './money';

export interface Proposal {
  title: string;
  summary: string;
  category: string;
  askFen: number;
}

/** The ask is 60 % of the project's budget, the programme's most; a fen more of one's own where it does not divide. */
const ownFenFor = (askFen: number): number => {
  const ownFen = mulDivFen(askFen, 2, 3);
  return ownFen * 3 < askFen * 2 ? ownFen + 1 : ownFen;
};

/** A whole form that keeps the programme's rules, but for a cap that the ask may be above. */
export function fillForm({ title, summary, category, askFen }: Proposal): ApplicationContent {
  const goodsFen = mulDivFen(askFen, 3, 10);
  const line = (head: 'activities' | 'goods', description: string, grantFen: number, ownFen: number) => ({
    head,
    description,
    grant: toMoney(grantFen),
    own: toMoney(ownFen),
    inKind: toMoney(0),
  });
  return {
    title,
    summary,
    categories: [category],
    ask: toMoney(askFen),
    budget: [
      line('activities', '活动开展（演示）', askFen - goodsFen, ownFenFor(askFen)),
      line('goods', '物资采购（演示）', goodsFen, 0),
    ],
    contact: { name: '联系人（演示）', phone: '13800000000' },
    commitment: true,
  };
}
