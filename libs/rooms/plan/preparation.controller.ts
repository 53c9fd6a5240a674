import { Controller } from '@nestjs/common';
import { FromBody, Handle, IdParam } from '#lotse/base';
import { preparation, prepareMeeting, type BodyOf, type Preparation, type Reply } from '#lotse/contract';
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

  @Handle(prepareMeeting)
  async save(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('meetingId') meetingId: string,
    @FromBody(prepareMeeting) wish: BodyOf<typeof prepareMeeting>,
  ): Promise<Reply<typeof prepareMeeting>> {
    await this.preparations.save(me, enrolmentId, meetingId, wish);
    return { done: true };
  }
}
