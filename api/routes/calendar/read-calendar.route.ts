import { CalendarReply } from '../../../contracts/calendar';
import { defineRoute } from '../../http/define-route';
import { readCalendar } from '../../operations/calendar';

export const readCalendarRoute = defineRoute({
  method: 'get',
  path: '/calendar',
  operationId: 'readCalendar',
  summary: 'The working days by which deadlines are reckoned, year by year',
  permission: 'calendar:read',
  audit: null,
  reply: { status: 200, schema: CalendarReply },
  errors: [],
  handle: (call) => readCalendar(call),
});
