import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FromBody, Handle, IdParam, Log, Public } from '#lotse/base';
import { pickItems, pickPage, type PickPage, type BodyOf } from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { Refusing } from '../pages/refusing.js';
import { refusal } from '../pages/refusals.js';
import { localeOf } from '../pages/sentences.js';
import { framersOf } from '../platforms/platforms.service.js';
import { AnswersToPlatform } from './answers-to-platform.js';
import { PickerService } from './picker.service.js';
import { sendReturnPage } from './return-page.js';

/** The picker's two calls, and the page that carries the answer to the platform. */
@Controller()
export class DeepLinkingController {
  constructor(
    private readonly picker: PickerService,
    private readonly answers: AnswersToPlatform,
    private readonly refusing: Refusing,
    private readonly log: Log,
  ) {}

  @Handle(pickPage)
  page(@CurrentMe() me: Me, @IdParam('ticketId') ticketId: string): Promise<PickPage> {
    return this.picker.page(me, ticketId);
  }

  @Handle(pickItems)
  choose(@CurrentMe() me: Me, @IdParam('ticketId') ticketId: string, @FromBody(pickItems) { items }: BodyOf<typeof pickItems>): Promise<{ path: string }> {
    return this.picker.choose(me, ticketId, items);
  }

  /** Fetched once, right after the choice: the code in its address is spent by it. */
  @Get('/lti/deep-linking/return')
  @Public()
  carry(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.refusing.page('deep-linking.refused', request, reply, async () => {
      const { code } = request.query as Record<string, unknown>;
      if (typeof code !== 'string' || code.length > 100) throw refusal('CHOICE_OVER');
      const { platform, returnUrl, message } = await this.answers.take(code);
      this.log.info('deep-linking.answered', { tenantId: platform.tenant, registrationId: platform.id });
      sendReturnPage(reply, { returnUrl, message, locale: localeOf(request.headers['accept-language']), framers: framersOf(platform) });
    });
  }
}
