import { z } from 'zod';

const MonthDay = z
  .string()
  .regex(/^\d{2}-\d{2}$/)
  .meta({ id: 'MonthDay', description: 'MM-DD', example: '10-01' });

const CalendarYear = z
  .strictObject({
    /** The number of the notice the year comes from; empty where it is not known. */
    notice: z.string().max(200),
    /** Days off that would be working days by the week alone; weekend days may be listed too and change nothing. */
    off: z.array(MonthDay).max(366),
    /** Weekend days that are worked in exchange (调休). */
    work: z.array(MonthDay).max(366),
  })
  .meta({ id: 'CalendarYear' });

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
