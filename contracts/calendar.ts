import { z } from 'zod';
import { InstantText } from './primitives';

export const YearText = z
  .string()
  .regex(/^20\d{2}$/)
  .meta({ id: 'Year', example: '2027' });

const MonthDay = z
  .string()
  .regex(/^\d{2}-\d{2}$/)
  .meta({ id: 'MonthDay', description: 'MM-DD', example: '10-01' });

export const CalendarYear = z
  .strictObject({
    /** The number of the notice the year comes from; empty where it is not known. */
    notice: z.string().max(200),
    /** Days off that would be working days by the week alone; weekend days may be listed too and change nothing. */
    off: z.array(MonthDay).max(366),
    /** Weekend days that are worked in exchange (调休). */
    work: z.array(MonthDay).max(366),
  })
  .meta({
    id: 'CalendarYear',
    example: { notice: '国办发明电〔2026〕0号（演示）', off: ['01-01', '10-01'], work: ['10-10'] },
  });
export type CalendarYear = z.infer<typeof CalendarYear>;

/**
 * The working days of the years known, by year. A year that is missing has weekends only, and what is reckoned with it
 * is provisional. Days stand under the year they fall in, whichever year's notice moved them.
 */
export const WorkingCalendar = z
  .strictObject({ years: z.record(z.string().regex(/^\d{4}$/), CalendarYear) })
  .superRefine(({ years }, context) => {
    for (const [year, { off, work }] of Object.entries(years)) {
      const days = [...off, ...work];
      for (const day of days) {
        const path = ['years', year];
        if (!z.iso.date().safeParse(`${year}-${day}`).success)
          context.addIssue({ code: 'custom', path, message: `${year} has no ${day}` });
        if (days.indexOf(day) !== days.lastIndexOf(day))
          context.addIssue({ code: 'custom', path, message: `${day} is listed more than once` });
      }
    }
  })
  .meta({ id: 'WorkingCalendar' });
export type WorkingCalendar = z.infer<typeof WorkingCalendar>;

/** The working-day calendar as it is in force: what the product came with, and what was imported since. */
export const CalendarReply = z
  .object({
    id: z.string(),
    version: z.int(),
    createdAt: InstantText,
    updatedAt: InstantText,
    years: z.array(CalendarYear.extend({ year: YearText, imported: z.boolean() })),
  })
  .meta({ id: 'Calendar' });
