import { Controller } from '@nestjs/common';
import { FromBody, Handle, IdParam } from '#lotse/base';
import { hourSummary, noteNextTime, type HourSummary, type BodyOf } from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { SummaryService } from './summary.service.js';

@Controller()
export class SummaryController {
  constructor(private readonly summaries: SummaryService) {}

  @Handle(hourSummary)
  summary(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('meetingId') meetingId: string): Promise<HourSummary> {
    return this.summaries.summary(me, enrolmentId, meetingId);
  }

  @Handle(noteNextTime)
  async note(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('meetingId') meetingId: string,
    @FromBody(noteNextTime) { text }: BodyOf<typeof noteNextTime>,
  ): Promise<{ done: true }> {
    await this.summaries.noteNextTime(me, enrolmentId, meetingId, text);
    return { done: true };
  }
}
