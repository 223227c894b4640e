import { z } from 'zod';
import { CalendarReply, CalendarYear, YearText } from '../../../contracts/calendar';
import { defineRoute } from '../../http/define-route';
import { importCalendarYear } from '../../operations/calendar';

export const importCalendarYearRoute = defineRoute({
  method: 'put',
  path: '/calendar/years/:year',
  operationId: 'importCalendarYear',
  summary: "Import a year's working days by the number of their notice; provisional deadlines become certain",
  permission: 'calendar:write',
  audit: 'calendar.yearImported',
  params: z.strictObject({ year: YearText }),
  body: CalendarYear,
  reply: { status: 200, schema: CalendarReply },
  errors: ['VERSION_CONFLICT', 'ENGINE_UNAVAILABLE'],
  handle: (call) => importCalendarYear(call, call.params.year, call.body),
});
