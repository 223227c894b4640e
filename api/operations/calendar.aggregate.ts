import type { CalendarYear } from '../../contracts/calendar';
import type { Fact } from '../../contracts/fact';
import type { AggregateState } from '../../domain/aggregate';
import type { DirectAggregate } from '../../store/direct';

/** There is one calendar: the State Council's. */
export const CALENDAR_ID = 'cal_00000000000000000000000000';

/** The years that were imported since the product was released; the ones it came with are its own. */
export interface CalendarState extends AggregateState {
  years: Record<string, CalendarYear>;
}

export const CALENDAR: DirectAggregate<CalendarState> = {
  kind: 'calendar',
  begin: (id) => ({ schemaVersion: 1, id, version: 0, createdAt: '', updatedAt: '', years: {} }),
  evolve: (state: CalendarState, fact: Fact): CalendarState => {
    const { year, days } = fact.data as { year: string; days: CalendarYear };
    return { ...state, years: { ...state.years, [year]: days } };
  },
};
