import { Controller, Get, Header, Param } from '@nestjs/common';
import { Handle, Public } from '#lotse/base';
import { CALENDAR_PATH, endCalendar, myCalendar, renewCalendar, type Reply } from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { CalendarService } from './calendar.service.js';

@Controller()
export class CalendarController {
  constructor(private readonly calendars: CalendarService) {}

  @Handle(myCalendar)
  mine(@CurrentMe() me: Me): Promise<Reply<typeof myCalendar>> {
    return this.calendars.state(me);
  }

  @Handle(renewCalendar)
  renew(@CurrentMe() me: Me): Promise<{ url: string }> {
    return this.calendars.renew(me);
  }

  @Handle(endCalendar)
  async end(@CurrentMe() me: Me): Promise<{ done: true }> {
    await this.calendars.end(me);
    return { done: true };
  }

  /** Asked by calendar programs, which have no session: whoever has the address may read. */
  @Get(CALENDAR_PATH)
  @Public()
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('cache-control', 'no-store')
  read(@Param('token') token: string): Promise<string> {
    return this.calendars.read(token);
  }
}
