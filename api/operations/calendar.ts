import type { z } from 'zod';
import { WorkingCalendar, type CalendarReply, type CalendarYear } from '../../contracts/calendar';
import { CN_CALENDAR } from '../../domain/calendar/state-council';
import { DomainError } from '../../domain/domain-error';
import { canonicalJson } from '../../store/canonical-json';
import { sha256Of } from '../../store/chain';
import type { Store } from '../../store/connect';
import { applyDirect } from '../../store/direct';
import { readView, viewsOf } from '../../store/views.repository';
import type { Call } from '../http/define-route';
import { InputError } from '../http/input-error';
import { CALENDAR, CALENDAR_ID, type CalendarState } from './calendar.aggregate';

type Reply = z.infer<typeof CalendarReply>;

const readImported = async (store: Store): Promise<CalendarState> =>
  (await readView<CalendarState>(store, 'calendar', CALENDAR_ID)) ?? CALENDAR.begin(CALENDAR_ID);

/** The calendar in force: the years the product came with, and over them those that were imported. */
export async function calendarInForce(store: Store): Promise<WorkingCalendar> {
  const { years } = await readImported(store);
  return { years: { ...CN_CALENDAR.years, ...years } };
}

function present(imported: CalendarState, now: string): Reply {
  const { id, version, createdAt, updatedAt } = imported;
  const inForce = Object.entries({ ...CN_CALENDAR.years, ...imported.years });
  return {
    id,
    version,
    createdAt: createdAt || now,
    updatedAt: updatedAt || now,
    years: inForce
      .map(([year, days]) => ({ year, ...days, imported: imported.years[year] !== undefined }))
      .sort((left, right) => (left.year < right.year ? -1 : 1)),
  };
}

export const readCalendar = async ({ deps, now }: Call): Promise<Reply> =>
  present(await readImported(deps.store), now);

/** Days that the year does not have, and days listed twice, are named with their place. */
function assertDays(year: string, days: CalendarYear): void {
  const parsed = WorkingCalendar.safeParse({ years: { [year]: days } });
  if (!parsed.success) throw new InputError(parsed.error.issues);
}

/** Every round that reckons by the calendar; it tells its projects, and they move what the new year moves. */
async function tellRounds(call: Call, year: string, days: CalendarYear): Promise<void> {
  const { store, commands } = call.deps;
  const rounds = await viewsOf(store, 'round')
    .find({ phase: { $in: ['draft', 'published', 'closed', 'deciding', 'decided'] } })
    .project<{ _id: string }>({ _id: 1 })
    .toArray();
  for (const { _id: id } of rounds) {
    // The same year again is the same message, so that an import that was cut off may be repeated.
    const commandId = sha256Of(canonicalJson(['calendar', year, days, id]));
    const payload = { year, days };
    const order = {
      kind: 'round' as const,
      id,
      commandId,
      type: 'adoptCalendar',
      actor: call.actor,
      payload,
    };
    await commands.deliver(order).catch((error: unknown) => {
      if (!(error instanceof DomainError && error.code === 'NOT_FOUND')) throw error;
    });
  }
}

/** Imports a year by the State Council's notice, or corrects it: deadlines that were provisional become certain. */
export async function importCalendarYear(call: Call, year: string, days: CalendarYear): Promise<Reply> {
  const { store } = call.deps;
  assertDays(year, days);
  const { state } = await applyDirect(store, CALENDAR, {
    id: CALENDAR_ID,
    commandId: call.commandId,
    actor: call.actor,
    at: call.now,
    expectedVersion: call.expectedVersion,
    decide: ({ years }) =>
      canonicalJson(years[year]) === canonicalJson(days)
        ? []
        : [{ type: 'calendarYearImported', data: { year, days } }],
  });
  await tellRounds(call, year, days);
  return present(state, call.now);
}
