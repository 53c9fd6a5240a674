import { Controller } from '@nestjs/common';
import { FromBody, Handle, IdParam } from '#lotse/base';
import { changeMediaRules, mediaChoices, mediaRules, type Reply, type BodyOf } from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { MediaRulesService } from './media-rules.service.js';

/** What admins allow for seeing and hearing, and what a room of a course may use. */
@Controller()
export class MediaController {
  constructor(private readonly rules: MediaRulesService) {}

  @Handle(mediaRules)
  async read(@CurrentMe() me: Me): Promise<Reply<typeof mediaRules>> {
    return { rules: await this.rules.forTenant(me), relay: this.rules.relay };
  }

  @Handle(changeMediaRules)
  async change(@CurrentMe() me: Me, @FromBody(changeMediaRules) rules: BodyOf<typeof changeMediaRules>): Promise<Reply<typeof changeMediaRules>> {
    await this.rules.change(me, rules);
    return { done: true };
  }

  @Handle(mediaChoices)
  choices(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string): Promise<Reply<typeof mediaChoices>> {
    return this.rules.choices(me, enrolmentId);
  }
}
