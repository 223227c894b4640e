import type { Money } from '../../contracts/primitives';

export const presentMoney = (amountFen: number): Money => ({ amount: amountFen, currency: 'CNY' });
export const amountOf = (money: Money | undefined): number => money?.amount ?? 0;
