import { Controller } from '@nestjs/common';
import { FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import { preparation, preparedHours, prepareMeeting, type BodyOf, type Preparation, type QueryOf, type Reply } from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { PreparationService } from './preparation.service.js';

/** What is prepared before an hour. */
@Controller()
export class PreparationController {
  constructor(private readonly preparations: PreparationService) {}

  @Handle(preparation)
  read(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('meetingId') meetingId: string): Promise<Preparation> {
    return this.preparations.read(me, enrolmentId, meetingId);
  }

  @Handle(preparedHours)
  others(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('meetingId') meetingId: string,
    @FromQuery(preparedHours) query: QueryOf<typeof preparedHours>,
  ): Promise<Reply<typeof preparedHours>> {
    return this.preparations.others(me, enrolmentId, meetingId, query);
  }

  @Handle(prepareMeeting)
  save(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('meetingId') meetingId: string,
    @FromBody(prepareMeeting) wish: BodyOf<typeof prepareMeeting>,
  ): Promise<Reply<typeof prepareMeeting>> {
    return this.preparations.save(me, enrolmentId, meetingId, wish);
  }
}
