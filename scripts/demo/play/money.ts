import type { Money } from '../../../contracts/primitives';

const FEN_PER_YUAN = 100;

export const fenOfYuan = (yuan: number): number => yuan * FEN_PER_YUAN;
export const toMoney = (amountFen: number): Money => ({ amount: amountFen, currency: 'CNY' });
